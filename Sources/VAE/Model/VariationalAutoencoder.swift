import Compute
import Distributions
import Networks
import Tensors

/// An encoder q(z|x), a prior p(z) and a decoder p(x|z) (Kingma & Welling 2014, sections 2 and 3). A model without an
/// encoder has p(z|x) alone, which Markov chains draw from.
///
/// The encoder's last layer gives a block of J numbers for each parameter of the posterior.
public final class VariationalAutoencoder<S: Real>: Sendable {
    public let architecture: Architecture
    public let standardization: Standardization?
    /// What it is conditioned on; nil: nothing, or nothing that is known.
    public let conditioning: Conditioning?
    public let parameters: ParameterStore<S>
    package let likelihood: any Likelihood
    package let posterior: any Posterior
    package let prior: any Prior
    let layout: ModelLayout

    /// A model with some parameters, or with zeros.
    ///
    /// - Parameter hasWeightPosterior: whether weights have a posterior, whose means they are then.
    /// - Throws: where a choice of `architecture` cannot be.
    /// - Precondition: `parameters` are laid out as the architecture's.
    /// - Precondition: a standardization has as many means as the architecture has dimensions, and a conditioning is of
    ///   the architecture's width.
    public init(
        _ architecture: Architecture, standardization: Standardization? = nil,
        conditioning: Conditioning? = nil, parameters: ParameterStore<S>? = nil,
        hasWeightPosterior: Bool = false
    ) throws(Architecture.Invalid) {
        layout = try ModelLayout(architecture, hasWeightPosterior: hasWeightPosterior)
        precondition(standardization?.means.count ?? architecture.dimensions == architecture.dimensions)
        let standardization =
            architecture.columns.map { Standardization(standardization, of: $0) } ?? standardization
        likelihood = architecture.makeLikelihood(units: standardization)
        (posterior, prior) = (layout.posterior, layout.prior)
        precondition(conditioning.map { $0.width == architecture.condition } ?? true)
        precondition(conditioning.map { $0.classes.count == architecture.classes ?? 0 } ?? true)
        self.architecture = architecture
        self.standardization = standardization
        self.conditioning = conditioning
        precondition(parameters?.buffer.count ?? layout.parameters.count == layout.parameters.count)
        self.parameters = parameters ?? ParameterStore(layout: layout.parameters)
    }

    package var hasEncoder: Bool { layout.encoder != nil }
    /// - Precondition: there is one.
    package var encoder: Sequential { layout.encoder! }
    package var decoder: Sequential { layout.decoder }
    /// q(y|x); nil: there is none.
    package var classifier: Sequential? { layout.classifier }
    /// The encoder, if there is one, the decoder, and the classifier, if there is one.
    var networks: [Sequential] { [layout.encoder, decoder, layout.classifier].compactMap { $0 } }
    var likelihoodVector: ParameterVector? { layout.likelihoodVector }

    /// The numbers of its own that the likelihood has learned; empty where it has none.
    var likelihoodNumbers: [Double] {
        likelihoodVector.map { $0.elements(in: parameters).map(Double.init) } ?? []
    }

    /// Whether ``prepare(_:noise:row:)`` changes anything.
    var preparesRows: Bool { architecture.binarization != .none || standardization != nil }

    /// Binarises and standardises rows as the model was trained; `row` is the place of the first in the stream.
    package func prepare(_ x: Matrix<S>, noise: Noise, row: Int) {
        binarize(x, noise: noise, row: row)
        standardization?.apply(to: x)
    }

    /// As ``prepare(_:noise:row:)`` with numbers in double precision, which are standardised before they are narrowed.
    func prepare(_ values: Matrix<Double>, into x: Matrix<S>, noise: Noise, row: Int) where S == Float {
        if let standardization {
            standardization.apply(to: values, into: x)
        } else {
            for (index, value) in values.elements.enumerated() { x.elements[index] = Float(value) }
            binarize(x, noise: noise, row: row)
        }
    }

    private func binarize(_ x: Matrix<S>, noise: Noise, row: Int) {
        switch architecture.binarization {
        case .none: break
        case .threshold: for i in x.elements.indices { x.elements[i] = x.elements[i] > 0.5 ? 1 : 0 }
        case .stochastic:
            withScratch(S.self, rows: 1, columns: x.columns) { uniforms in
                for index in 0..<x.rows {
                    noise.fillUniform(uniforms, row: row + index)
                    Compute.binarize(x[index..<index + 1], uniforms: uniforms)
                }
            }
        }
    }
}
