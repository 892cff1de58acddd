import Distributions
import Networks
import Tensors

/// The networks of an architecture and the offsets of their parameters; takes no memory for them.
public struct ModelLayout: Sendable {
    public let parameters: ParameterLayout
    /// Nil: there is none.
    package let encoder: Sequential?
    package let decoder: Sequential
    /// q(y|x); nil: there is none.
    package let classifier: Sequential?
    /// The numbers of its own that the likelihood learns.
    let likelihoodVector: ParameterVector?
    /// The offsets of all weights and biases.
    let weights: Range<Int>
    /// Networks of the same layers that hold the log-deviations of the weights, and the offsets of these; nil: weights are
    /// numbers.
    let logDeviations: (networks: [Sequential], offsets: Range<Int>)?

    /// What the names of log-deviations begin with, before the name of the weight.
    package static let logDeviationPrefix = "log_deviation."

    let posterior: any Posterior
    let prior: any Prior

    /// - Parameter hasWeightPosterior: whether weights have a posterior, of full variational Bayes.
    /// - Throws: where a choice of `architecture` cannot be.
    public init(_ architecture: Architecture, hasWeightPosterior: Bool = false) throws(Architecture.Invalid) {
        try architecture.check()
        let likelihood = architecture.makeLikelihood()
        (posterior, prior) = try architecture.makeLatents()
        let condition = architecture.condition ?? 0
        var layout = ParameterLayout()
        let q = posterior.parametersPerDimension
        let outputs = likelihood.decoderOutputs(dimensions: architecture.dimensions)
        func networks(_ prefix: String) -> (
            encoder: Sequential?, decoder: Sequential, classifier: Sequential?
        ) {
            let encoder =
                architecture.hasEncoder
                ? Sequential(
                    "\(prefix)encoder",
                    sizes: [architecture.encoderInputs] + architecture.hidden + [q * architecture.latent],
                    outputBlocks: q, activation: architecture.activation, layout: &layout) : nil
            let decoder = Sequential(
                "\(prefix)decoder",
                sizes: [architecture.latent + condition] + architecture.decoderHidden
                    + [outputs.count],
                outputBlocks: outputs.blocks, activation: architecture.activation, layout: &layout)
            let classifier =
                architecture.hasClassifier
                ? Sequential(
                    "\(prefix)classifier",
                    sizes: [architecture.ofClassifier.encoderInputs] + architecture.hidden
                        + [architecture.classes!],
                    activation: architecture.activation, layout: &layout) : nil
            return (encoder, decoder, classifier)
        }
        (encoder, decoder, classifier) = networks("")
        weights = 0..<layout.count
        likelihoodVector = likelihood.freeParameters.map {
            ParameterVector("decoder.\($0.name)", count: $0.count, layout: &layout)
        }
        if hasWeightPosterior {
            let first = layout.count
            let (encoder, decoder, classifier) = networks(Self.logDeviationPrefix)
            logDeviations = ([encoder, decoder, classifier].compactMap { $0 }, first..<layout.count)
        } else {
            logDeviations = nil
        }
        guard layout.count <= Architecture.mostParameters else {
            throw Architecture.Invalid(
                description:
                    "found \(layout.count) parameters, expected at most \(Architecture.mostParameters)")
        }
        parameters = layout
    }
}
