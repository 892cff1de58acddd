import Distributions
import Networks
import Tensors

/// The networks of an architecture and the offsets of their parameters; takes no memory for them.
public struct ModelLayout: Sendable {
    public let parameters: ParameterLayout
    /// Nil: there is none.
    package let encoder: Sequential?
    package let decoder: Sequential
    /// The numbers of its own that the likelihood learns.
    let likelihoodVector: ParameterVector?

    let posterior: any Posterior
    let prior: any Prior

    /// - Throws: where a choice of `architecture` cannot be.
    public init(_ architecture: Architecture) throws(Architecture.Invalid) {
        try architecture.check()
        let likelihood = architecture.makeLikelihood()
        (posterior, prior) = try architecture.makeLatents()
        let condition = architecture.condition ?? 0
        var layout = ParameterLayout()
        encoder =
            architecture.hasEncoder
            ? Sequential(
                "encoder",
                sizes: [architecture.encoderInputs] + architecture.hidden
                    + [posterior.parametersPerDimension * architecture.latent],
                outputBlocks: posterior.parametersPerDimension, activation: architecture.activation,
                layout: &layout) : nil
        decoder = Sequential(
            "decoder",
            sizes: [architecture.latent + condition] + architecture.decoderHidden
                + [likelihood.outputsPerDimension * architecture.dimensions],
            outputBlocks: likelihood.outputsPerDimension, activation: architecture.activation,
            layout: &layout)
        likelihoodVector = likelihood.freeParameters.map {
            ParameterVector("decoder.\($0.name)", count: $0.count, layout: &layout)
        }
        guard layout.count <= Architecture.mostParameters else {
            throw Architecture.Invalid(
                description:
                    "found \(layout.count) parameters, expected at most \(Architecture.mostParameters)")
        }
        parameters = layout
    }
}
