import ArgumentParser
import Compute
import Distributions
import Tensors
import VAE

extension Activation: ExpressibleByArgument {}
extension LikelihoodFamily: ExpressibleByArgument {}
extension GaussianMean: ExpressibleByArgument {}
extension Binarization: ExpressibleByArgument {}

/// Widths of hidden layers as they are typed: 500,250.
struct LayerWidths: TypedValue {
    static let form = "whole numbers such as 500,250, or none"

    let widths: [Int]

    init?(argument: String) {
        if argument == "none" {
            widths = []
            return
        }
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let widths = parts.compactMap { Int($0) }
        guard widths.count == parts.count, widths.allSatisfy(Architecture.Limits.width.contains)
        else { return nil }
        self.widths = widths
    }
}

/// What the means of counts are multiples of.
enum SizeFactor: String, CaseIterable, ExpressibleByArgument {
    case none
    /// The sum of the row, by the mean sum of the data.
    case rowSum = "row-sum"
}

/// The options of `vae-fit` that say what the model is; those that are not given are as in a standard architecture, or
/// in that of another model.
struct ArchitectureOptions: ParsableArguments {
    /// Of which nothing is chosen.
    static let standard = Architecture(shape: Shape([1]))

    @Option(help: ArgumentHelp("Latent dimensions. (default: 20)", valueName: "J"))
    var latent: Int?

    @Option(
        help: ArgumentHelp(
            "Widths of the encoder's hidden layers; none: a linear encoder. (default: 500)",
            valueName: "W,..."),
        transform: LayerWidths.parse)
    var hidden: LayerWidths?

    @Option(
        help: ArgumentHelp(
            "Widths of the decoder's hidden layers. (default: the encoder's, reversed)",
            valueName: "W,..."), transform: LayerWidths.parse)
    var decoderHidden: LayerWidths?

    @Option(help: ArgumentHelp("The activation function of hidden layers. (default: silu)", valueName: "f"))
    var activation: Activation?

    @Option(
        help: ArgumentHelp("The family of q(z|x). (default: that of the prior)", valueName: "q"),
        completion: FamilyName.completion, transform: FamilyName.parse)
    var posterior: FamilyName?

    @Option(
        help: ArgumentHelp("The family of p(z). (default: that of the posterior; gaussian)", valueName: "p"),
        completion: FamilyName.completion, transform: FamilyName.parse)
    var prior: FamilyName?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The prior's parameters. (default: standard ones)", valueName: "a,..."),
        transform: NumberList.parse)
    var priorParameters: NumberList?

    @Option(help: ArgumentHelp("The distribution of the data. (default: bernoulli)", valueName: "p"))
    var likelihood: LikelihoodFamily?

    @Option(
        help: ArgumentHelp(
            "The standard deviation of gaussian-fixed, in units of the data. (default: 1)",
            valueName: "S"))
    var sigma: Double?

    @Option(
        help: ArgumentHelp(
            "Gaussian means: any number, or in [0, 1]. (default: real)", valueName: "m"))
    var mean: GaussianMean?

    @Option(help: ArgumentHelp("Make grey values black and white. (default: none)", valueName: "b"))
    var binarize: Binarization?

    @Option(
        help: ArgumentHelp(
            "What the means of counts in a row are multiples of. (default: none)", valueName: "s"))
    var sizeFactor: SizeFactor?

    @Flag(help: "Let the encoder read which values are missing, beside the data.")
    var maskInput = false

    func validate() throws {
        try check("--latent", latent, in: Architecture.Limits.latent)
        try check("--sigma", sigma, in: Architecture.Limits.sigma)
        try check(
            "--prior-parameters", isGiven: priorParameters != nil, goesWith: "--prior", prior != nil)
    }

    /// The families of the posterior and the prior.
    private func latents(base: Architecture) -> LatentChoice? {
        guard posterior != nil || prior != nil else { return base.latents }
        return LatentChoice(
            posterior: posterior?.description, prior: prior?.description,
            priorParameters: priorParameters?.numbers)
    }

    /// Fails where posterior and prior do not go together, or not with what is asked of a training.
    func checkLatents(base: Architecture, _ training: FitTrainingOptions) throws(Failure) {
        if training.objective == .monteCarloEM {
            guard posterior == nil else {
                throw Failure.usage(
                    "--posterior: found \(posterior!.description), expected none: --objective monte-carlo-em trains no encoder"
                )
            }
            guard (latent ?? base.latent) > 0 else {
                throw Failure.usage("--latent: found 0, expected at least 1 for --objective monte-carlo-em")
            }
        }
        let choice = latents(base: base) ?? .gaussian
        let latents: (posterior: any Posterior, prior: any Prior)
        do throws(LatentChoice.Invalid) {
            latents = try choice.make(latent: latent ?? base.latent)
        } catch {
            throw Failure.usage("--posterior and --prior: \(error)")
        }
        if maskInput && training.objective == .monteCarloEM {
            throw Failure.usage(
                "--mask-input: found --objective monte-carlo-em, expected an objective with an encoder")
        }
        if training.estimator == .b && !latents.posterior.hasClosedDivergence {
            throw Failure.usage(
                "--estimator: found B, expected A: the KL divergence of a posterior \(choice.posterior) from a prior "
                    + "\(choice.prior) has no closed form here")
        }
        if training.objective == .wakeSleep && !latents.posterior.coversPrior {
            throw Failure.usage(
                "--objective: found wake-sleep with a posterior \(choice.posterior) and a prior \(choice.prior), "
                    + "expected a posterior that every z of the prior can come from")
        }
        if training.estimator == .scoreFunction && latents.posterior.movesSupport {
            throw Failure.usage(
                "--estimator: found score-function with a posterior \(choice.posterior), expected one whose support does "
                    + "not depend on the encoder")
        }
        if training.doublyReparameterized && latents.posterior.movesSupport {
            throw Failure.usage(
                "--doubly-reparameterized: found a posterior \(choice.posterior), expected one whose support does "
                    + "not depend on the encoder")
        }
    }

    /// Fails where a choice belongs to another likelihood.
    func checkAgreement(base: Architecture, hasSchema: Bool) throws {
        if let likelihood, (likelihood == .perColumn) != hasSchema {
            throw ValidationError(
                hasSchema
                    ? "--schema: found --likelihood \(likelihood.rawValue), expected none beside the schema's"
                    : "--likelihood per-column goes with --schema")
        }
        let likelihood = hasSchema ? .perColumn : likelihood ?? base.likelihood
        if sigma != nil && likelihood != .gaussianFixed {
            throw ValidationError("--sigma goes with --likelihood gaussian-fixed")
        }
        if mean != nil && !likelihood.isGaussian {
            throw ValidationError("--mean goes with a Gaussian likelihood")
        }
        if let sizeFactor, sizeFactor != .none, !likelihood.isOfCounts {
            throw ValidationError("--size-factor goes with a likelihood of counts")
        }
        if let binarize, binarize != .none, likelihood.support != 0...1 {
            throw ValidationError("--binarize goes with a Bernoulli likelihood")
        }
    }

    /// Where values of the data may lie.
    func support(base: Architecture, _ schema: FittedSchema?) -> ClosedRange<Float>? {
        schema == nil ? (likelihood ?? base.likelihood).support : nil
    }

    func rules(base: Architecture, _ schema: FittedSchema?) -> ValueRules? {
        if let schema { return ValueRules(columns: schema.columns) }
        return (likelihood ?? base.likelihood).isOfCounts ? .counts : nil
    }

    /// The mean sum of a row of counts, where means are multiples of that sum.
    private func sizeUnit(of data: DataSet, base: Architecture) -> Double? {
        guard (likelihood ?? base.likelihood).isOfCounts else { return nil }
        switch sizeFactor {
        case nil: return base.sizeUnit
        case .none?: return nil
        case .rowSum: return base.sizeUnit ?? data.meanRowSum
        }
    }

    /// - Parameters:
    ///   - base: has what is not chosen.
    ///   - objective: decides whether there is an encoder.
    ///   - classifies: whether there is a classifier.
    func architecture(
        of data: DataSet, base: Architecture, objective: TrainingObjective, missing: MissingOptions,
        conditioning: Conditioning?, classifies: Bool, schema: FittedSchema?
    ) -> Architecture {
        let encodes = objective != .monteCarloEM
        return Architecture(
            shape: data.rowShape, latent: latent ?? base.latent,
            hidden: encodes ? hidden?.widths ?? base.hidden : [],
            decoderHidden: decoderHidden?.widths ?? hidden.map { $0.widths.reversed() } ?? base.decoderHidden,
            activation: activation ?? base.activation,
            likelihood: schema == nil ? likelihood ?? base.likelihood : .perColumn,
            mean: mean ?? base.mean, sigma: sigma ?? base.sigma, binarization: binarize ?? base.binarization,
            maximum: data.divisor ?? base.maximum, latents: latents(base: base),
            condition: conditioning?.width, encodes: encodes,
            maskInput: maskInput || base.readsMask,
            missingValue: missing.values(learned: base.missingValue).value,
            classes: conditioning.flatMap { $0.hasClasses ? $0.classes.count : nil }, classifies: classifies,
            sizeUnit: sizeUnit(of: data, base: base), columns: schema?.columns)
    }
}
