import ArgumentParser
import Distributions
import Latents
import Tensors
import VAE

/// --prior, --prior-parameters and --model of commands that go by a prior: N(0, I) without any.
struct PriorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The family of the prior. (default: gaussian)", valueName: "p"),
        completion: FamilyName.completion, transform: FamilyName.parse)
    var prior: FamilyName?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The prior's parameters. (default: standard ones)", valueName: "a,..."),
        transform: NumberList.parse)
    var priorParameters: NumberList?

    @Option(
        name: [.customShort("m", allowingJoined: true), .long],
        help: ArgumentHelp("Take the prior of this model; '-' is standard input.", valueName: "file"),
        completion: .file())
    var model: String?

    @OptionGroup private var verification: VerificationOptions

    func validate() throws {
        try check(
            "--prior-parameters", isGiven: priorParameters != nil, goesWith: "--prior", prior != nil)
        if prior != nil && model != nil { throw ValidationError("--prior and --model exclude each other") }
    }

    /// - Parameter usesStandardInput: whether vectors come from there.
    func resolve(usesStandardInput: Bool, _ messages: Messages) throws(Failure) -> GivenPrior {
        guard let model else { return GivenPrior(source: "--prior", kind: try kind, latent: nil) }
        let loaded = try ModelPath(model).load(
            usesStandardInput: usesStandardInput, verification.verification(messages))
        return GivenPrior(
            source: model == "-" ? "standard input" : model, kind: .init(loaded.prior),
            latent: loaded.architecture.latent)
    }

    private var kind: GivenPrior.Kind {
        get throws(Failure) {
            guard let prior else { return .standardNormal }
            let choice = LatentChoice(
                posterior: nil, prior: prior.description, priorParameters: priorParameters?.numbers)
            do throws(LatentChoice.Invalid) {
                return .init(try choice.make(latent: dimensions(of: prior)).prior)
            } catch {
                throw Failure.usage("--prior and --prior-parameters: \(error)")
            }
        }
    }

    /// J where the parameters of a prior of whole vectors tell it, else a number that goes with any.
    private func dimensions(of prior: FamilyName) -> Int {
        let vectors = prior.type.parameters.count(where: \.isVector)
        let scalars = prior.type.parameters.count - vectors
        guard let count = priorParameters?.numbers.count, vectors > 0 else { return 2 }
        return max((count - scalars) / vectors, 2)
    }
}

/// The prior that vectors are taken to be of.
struct GivenPrior {
    enum Kind {
        case standardNormal
        /// Independent dimensions, all alike.
        case dimensions(name: String, NormalScores)
        case vector(name: String)

        init(_ prior: any Prior) {
            guard let density = (prior as? FamilyPrior)?.density else {
                self = .standardNormal
                return
            }
            let name = type(of: density).name
            self =
                (density as? any UnivariateDistribution).map { .dimensions(name: name, NormalScores($0)) }
                ?? .vector(name: name)
        }
    }

    /// What messages call it.
    let source: String
    let kind: Kind
    /// J of the model that it is of.
    let latent: Int?

    /// What a dimension's numbers are as quantiles of N(0, 1); nil: themselves.
    ///
    /// - Throws: where the prior is of whole vectors.
    func scores() throws(Failure) -> NormalScores? {
        switch kind {
        case .standardNormal: return nil
        case .dimensions(_, let scores): return scores
        case .vector(let name):
            throw Failure.usage(
                "\(source): found a prior \(name), which is of whole vectors, expected one that gives each dimension "
                    + "quantiles of its own")
        }
    }

    /// Fails where vectors are not of the model that it is of.
    func checkWidth(of shape: Shape, in name: String) throws(Failure) {
        guard let latent else { return }
        try VAETools.checkWidth(
            of: shape, expected: Shape([latent]), what: "the latents of \(source)", in: name)
    }
}
