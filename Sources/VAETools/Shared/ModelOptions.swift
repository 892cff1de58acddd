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

    /// - Parameter usesStandardInput: whether the data comes from there.
    func load(usesStandardInput: Bool) throws(Failure) -> VariationalAutoencoder<Float> {
        try ModelPath(model).load(usesStandardInput: usesStandardInput)
    }
}
