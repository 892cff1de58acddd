import Compute
import Networks

/// A model's parameters in the form in which passes use them: what a training works on.
///
/// The model's own parameters, in PyTorch's order, are copied from and to.
public final class PackedModel<S: Real>: Sendable {
    public let model: VariationalAutoencoder<S>
    package let parameters: PackedParameters<S>

    /// - Parameters:
    ///   - training: whether gradients will go back through the networks; packs log-deviations of weights, too.
    ///   - precision: of products; it must be available.
    public init(_ model: VariationalAutoencoder<S>, training: Bool, precision: Precision = .float32) {
        self.model = model
        var networks: [(Sequential, Differentiation)] = [
            (model.decoder, training ? .parametersAndInput : .nothing)
        ]
        if model.hasEncoder {
            networks.insert((model.encoder, training ? .parameters : .nothing), at: 0)
        }
        if let classifier = model.classifier {
            networks.append((classifier, training ? .parameters : .nothing))
        }
        parameters = PackedParameters(
            networks, companions: training ? model.logDeviationNetworks : [],
            vectors: [model.likelihoodVector].compactMap { $0 }, of: model.parameters, precision: precision)
    }

    var precision: Precision { parameters.precision }
    /// - Precondition: the model has one.
    var encoder: PackedSequential<S> {
        precondition(model.hasEncoder)
        return parameters.networks[0]
    }
    var decoder: PackedSequential<S> { parameters.networks[model.hasEncoder ? 1 : 0] }
    /// - Precondition: the model has one.
    var classifier: PackedSequential<S> {
        precondition(model.classifier != nil)
        return parameters.networks.last!
    }

    /// The index of the vector of the likelihood's own numbers.
    static var likelihoodVector: Int { 0 }

    /// The likelihood's own numbers; empty where it has none.
    var likelihoodNumbers: [Double] {
        model.likelihoodVector == nil ? [] : parameters.values(ofVector: Self.likelihoodVector)
    }

    /// - Precondition: the likelihood has as many.
    func setLikelihoodNumbers(_ numbers: [Double]) {
        parameters.setValues(numbers.map { S($0) }, ofVector: Self.likelihoodVector)
    }

    /// Copies the parameters to the model.
    package func save() { parameters.save(to: model.parameters) }
}
