import ArgumentParser
import VAE

/// -m.
struct ModelOptions: ParsableArguments {
    @Option(
        name: [.customShort("m", allowingJoined: true), .long],
        help: ArgumentHelp(
            "The model; '-' is standard input. (default: $VAE_MODEL, else model.safetensors)",
            valueName: "file"),
        completion: .file())
    var model: String?

    @OptionGroup private var verification: VerificationOptions

    /// As the model is named in messages.
    var path: String { ModelPath(model).path }

    /// - Parameter usesStandardInput: whether the data comes from there.
    func load(
        usesStandardInput: Bool, _ messages: Messages
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        try ModelPath(model).load(
            usesStandardInput: usesStandardInput, verification.verification(messages))
    }

    /// Fails where the model has no latent dimensions.
    func loadWithLatents(
        usesStandardInput: Bool, _ messages: Messages
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        let model = try load(usesStandardInput: usesStandardInput, messages)
        guard model.architecture.latent > 0 else {
            throw Failure.badData(
                path, "found a model with no latent dimensions, expected at least one")
        }
        return model
    }
}
