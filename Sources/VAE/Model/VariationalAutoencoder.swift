import Compute
import Tensors

/// An encoder q(z|x) = N(μ(x), diag σ²(x)), a prior p(z) = N(0, I) and a decoder p(x|z)
/// (Kingma & Welling 2014, section 3).
///
/// The encoder's last layer gives 2J numbers: the means, then the log-variances, which are bounded to ±20.
public final class VariationalAutoencoder<S: Real>: Sendable {
    public let architecture: Architecture
    public let standardization: Standardization?
    public let parameters: ParameterStore<S>
    package let encoder: Network
    package let decoder: Network
    let likelihood: any Likelihood
    private let logVarianceOffset: Int?

    /// A model whose parameters are all zero.
    ///
    /// - Throws: where a choice of `architecture` cannot be.
    public init(
        _ architecture: Architecture, standardization: Standardization? = nil
    ) throws(Architecture.Invalid) {
        try architecture.check()
        let dimensions = architecture.dimensions
        precondition(standardization == nil || standardization!.means.count == dimensions)
        let unit = Double(standardization?.scales.first ?? 1)
        likelihood = architecture.likelihood.likelihood(
            mean: architecture.mean, sigma: architecture.sigma / unit)
        var layout = ParameterLayout()
        encoder = Network(
            "encoder", sizes: [dimensions] + architecture.hidden + [2 * architecture.latent],
            activation: architecture.activation, layout: &layout)
        decoder = Network(
            "decoder",
            sizes: [architecture.latent] + architecture.decoderHidden
                + [likelihood.outputsPerDimension * dimensions],
            activation: architecture.activation, layout: &layout)
        logVarianceOffset =
            likelihood.initialLogVariance == nil
            ? nil : layout.append("decoder.log_variance", Shape([1]))
        self.architecture = architecture
        self.standardization = standardization
        parameters = ParameterStore(layout: layout)
    }

    /// Where values of x may lie; nil for all real numbers.
    public var support: ClosedRange<Float>? { likelihood.support }

    /// The learned log-variance of all dimensions, where the likelihood has one.
    var logVariance: Double? { logVarianceOffset.map { Double(parameters.buffer.base[$0]) } }

    func setLogVarianceGradient(_ value: Double, in gradient: ParameterStore<S>) {
        if let logVarianceOffset { gradient.buffer.base[logVarianceOffset] = S(value) }
    }

    func setLogVariance(_ value: Double) {
        if let logVarianceOffset { parameters.buffer.base[logVarianceOffset] = S(value) }
    }

    /// Binarises and standardises rows as the model was trained; `row` is the place of the first in the stream.
    package func prepare(_ x: Matrix<S>, noise: Noise, row: Int) {
        switch architecture.binarization {
        case .none: break
        case .threshold: for i in x.elements.indices { x.elements[i] = x.elements[i] > 0.5 ? 1 : 0 }
        case .stochastic:
            withScratch(S.self, rows: x.rows, columns: x.columns) { uniforms in
                noise.fillUniform(uniforms, row: row)
                binarize(x, uniforms: uniforms)
            }
        }
        standardization?.apply(to: x)
    }
}
