import Networks
import Tensors

/// The networks of an architecture and where their parameters stand; takes no memory for them.
public struct ModelLayout: Sendable {
    public let parameters: ParameterLayout
    package let encoder: Network
    package let decoder: Network
    /// Where the learned log-variance of all dimensions stands, if there is one.
    let logVarianceOffset: Int?

    /// - Throws: where a choice of `architecture` cannot be.
    public init(_ architecture: Architecture) throws(Architecture.Invalid) {
        try architecture.check()
        let likelihood = architecture.likelihood.likelihood(
            mean: architecture.mean, sigma: architecture.sigma)
        var layout = ParameterLayout()
        encoder = Network(
            "encoder",
            sizes: [architecture.dimensions] + architecture.hidden + [2 * architecture.latent],
            activation: architecture.activation, layout: &layout)
        decoder = Network(
            "decoder",
            sizes: [architecture.latent] + architecture.decoderHidden
                + [likelihood.outputsPerDimension * architecture.dimensions],
            outputBlocks: likelihood.outputsPerDimension, activation: architecture.activation,
            layout: &layout)
        logVarianceOffset =
            likelihood.initialLogVariance == nil
            ? nil : layout.append("decoder.log_variance", Shape([1]))
        guard layout.count <= Architecture.mostParameters else {
            throw Architecture.Invalid(
                description:
                    "found \(layout.count) parameters, expected at most \(Architecture.mostParameters)")
        }
        parameters = layout
    }
}
