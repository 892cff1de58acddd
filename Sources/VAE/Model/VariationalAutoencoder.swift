import Compute
import Distributions
import Networks
import Tensors

/// An encoder q(z|x) = N(μ(x), diag σ²(x)), a prior p(z) = N(0, I) and a decoder p(x|z)
/// (Kingma & Welling 2014, section 3).
///
/// The encoder's last layer gives 2J numbers: the means, then the log-variances, which are bounded to ±20.
public final class VariationalAutoencoder<S: Real>: Sendable {
    public let architecture: Architecture
    public let standardization: Standardization?
    public let parameters: ParameterStore<S>
    let likelihood: any Likelihood
    private let layout: ModelLayout

    /// A model with some parameters, or with zeros.
    ///
    /// - Throws: where a choice of `architecture` cannot be.
    /// - Precondition: `parameters` are laid out as the architecture's.
    /// - Precondition: a standardization has as many means as the architecture has dimensions.
    public init(
        _ architecture: Architecture, standardization: Standardization? = nil,
        parameters: ParameterStore<S>? = nil
    ) throws(Architecture.Invalid) {
        layout = try ModelLayout(architecture)
        precondition(standardization?.means.count ?? architecture.dimensions == architecture.dimensions)
        // The scale is the same for all dimensions where sigma matters.
        let unit = Double(standardization?.scales.first ?? 1)
        likelihood = architecture.likelihood.likelihood(
            mean: architecture.mean, sigma: architecture.sigma / unit)
        self.architecture = architecture
        self.standardization = standardization
        precondition(parameters?.buffer.count ?? layout.parameters.count == layout.parameters.count)
        self.parameters = parameters ?? ParameterStore(layout: layout.parameters)
    }

    package var encoder: Network { layout.encoder }
    package var decoder: Network { layout.decoder }

    /// The learned log-variance of all dimensions, where the likelihood has one.
    var logVariance: Double? { layout.logVarianceOffset.map { Double(parameters.buffer.base[$0]) } }

    var hasLogVariance: Bool { layout.logVarianceOffset != nil }

    /// Writes it, where there is one, to parameters or a gradient of them.
    func setLogVariance(_ value: Double, in store: ParameterStore<S>) {
        if let offset = layout.logVarianceOffset { store.buffer.base[offset] = S(value) }
    }

    /// Whether ``prepare(_:noise:row:)`` changes anything.
    var preparesRows: Bool { architecture.binarization != .none || standardization != nil }

    /// Binarises and standardises rows as the model was trained; `row` is the place of the first in the stream.
    package func prepare(_ x: Matrix<S>, noise: Noise, row: Int) {
        switch architecture.binarization {
        case .none: break
        case .threshold: for i in x.elements.indices { x.elements[i] = x.elements[i] > 0.5 ? 1 : 0 }
        case .stochastic:
            withScratch(S.self, rows: 1, columns: x.columns) { uniforms in
                for index in 0..<x.rows {
                    noise.fillUniform(uniforms, row: row + index)
                    binarize(x[index..<index + 1], uniforms: uniforms)
                }
            }
        }
        standardization?.apply(to: x)
    }
}
