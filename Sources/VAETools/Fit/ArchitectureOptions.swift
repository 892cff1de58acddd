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

    init(_ widths: [Int]) { self.widths = widths }

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

/// An architecture of which nothing is chosen.
private let standard = Architecture(shape: Shape([1]))

/// The options of `vae-fit` that say what the model is.
struct ArchitectureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Latent dimensions.", valueName: "J"))
    var latent = standard.latent

    @Option(
        help: ArgumentHelp(
            "Widths of the encoder's hidden layers; none: a linear encoder. (default: 500)",
            valueName: "W,..."),
        transform: LayerWidths.parse)
    var hidden = LayerWidths(standard.hidden)

    @Option(
        help: ArgumentHelp(
            "Widths of the decoder's hidden layers. (default: the encoder's, reversed)",
            valueName: "W,..."), transform: LayerWidths.parse)
    var decoderHidden: LayerWidths?

    @Option(help: ArgumentHelp("The function between layers.", valueName: "f"))
    var activation = standard.activation

    @Option(help: ArgumentHelp("The distribution of the data.", valueName: "p"))
    var likelihood = standard.likelihood

    @Option(
        help: ArgumentHelp(
            "The standard deviation of gaussian-fixed, in units of the data. (default: 1)",
            valueName: "S"))
    var sigma: Double?

    @Option(
        help: ArgumentHelp(
            "Gaussian means: any number, or in [0, 1]. (default: real)", valueName: "m"))
    var mean: GaussianMean?

    @Option(help: ArgumentHelp("Make grey values black and white.", valueName: "b"))
    var binarize = standard.binarization

    func validate() throws {
        try check("--latent", latent, in: Architecture.Limits.latent)
        try check("--sigma", sigma, in: Architecture.Limits.sigma)
        if sigma != nil && likelihood != .gaussianFixed {
            throw ValidationError("--sigma goes with --likelihood gaussian-fixed")
        }
        if mean != nil && !likelihood.isGaussian {
            throw ValidationError("--mean goes with a Gaussian likelihood")
        }
        if binarize != .none && likelihood.isGaussian {
            throw ValidationError("--binarize goes with a Bernoulli likelihood")
        }
    }

    func architecture(of data: DataSet) -> Architecture {
        Architecture(
            shape: data.rowShape, latent: latent, hidden: hidden.widths,
            decoderHidden: decoderHidden?.widths, activation: activation, likelihood: likelihood,
            mean: mean ?? standard.mean, sigma: sigma ?? standard.sigma, binarization: binarize,
            maximum: data.divisor)
    }
}
