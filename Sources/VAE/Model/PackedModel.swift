import Compute
import Networks

/// All parameters of a model in the form in which kernels use them, in one buffer: what a training works on.
///
/// The model's own parameters, in PyTorch's order, are copied from and to.
public final class PackedModel<S: Real>: Sendable {
    public let model: VariationalAutoencoder<S>
    let precision: Precision
    let encoder: PackedNetwork<S>
    let decoder: PackedNetwork<S>
    /// The layers, then one vector with the learned log-variance, if there is one, in its first lane.
    package let parameters: Buffer<S>
    private let logVariancePlace: Int
    private let firstLayer = CopyState()

    /// Whether the copies of the first layer's weights are behind its parameters, as steps that skip zeros leave them.
    private final class CopyState: @unchecked Sendable {
        var isStale = false
    }

    /// - Parameters:
    ///   - training: whether gradients will go back through the networks.
    ///   - precision: of products; it must be available.
    public init(_ model: VariationalAutoencoder<S>, training: Bool, precision: Precision = .float32) {
        self.model = model
        self.precision = precision
        let encoderCount = PackedNetwork<S>.elements(of: model.encoder)
        logVariancePlace = encoderCount + PackedNetwork<S>.elements(of: model.decoder)
        parameters = Buffer(count: logVariancePlace + panelWidth)
        encoder = PackedNetwork(
            model.encoder, offset: 0, in: parameters, transposedFrom: training ? 1 : nil,
            precision: precision)
        decoder = PackedNetwork(
            model.decoder, offset: encoderCount, in: parameters, transposedFrom: training ? 0 : nil,
            precision: precision)
        load()
    }

    /// Copies the model's parameters here.
    public func load() {
        encoder.load(from: model.parameters)
        decoder.load(from: model.parameters)
        firstLayer.isStale = false
        parameters.base[logVariancePlace] = model.logVariance.map { S($0) } ?? 0
    }

    /// To be called where steps of the first layer leave its copies as they are.
    func setFirstLayerStale() { firstLayer.isStale = precision != .float32 }

    /// Renews the first layer's copies if they are stale; to be called before they are read.
    func renewFirstLayer() {
        guard firstLayer.isStale else { return }
        let layer = encoder.layers[0]
        layer.renew(outputPanels: 0..<layer.outputPanels)
        firstLayer.isStale = false
    }

    /// Copies the parameters to the model.
    func save() { save(parameters, to: model.parameters) }

    /// Copies what is packed like the parameters, as their gradient is, to PyTorch's order.
    func save(_ packed: Buffer<S>, to store: ParameterStore<S>) {
        for network in [encoder, decoder] { network.moved(to: packed).save(to: store) }
        model.setLogVariance(Double(packed.base[logVariancePlace]), in: store)
    }

    var layers: [PackedLayer<S>] { encoder.layers + decoder.layers }

    /// The learned log-variance of all dimensions, where the likelihood has one.
    var logVariance: Double? { model.hasLogVariance ? Double(parameters.base[logVariancePlace]) : nil }

    /// The vector that holds the log-variance.
    var logVarianceRange: Range<Int> { logVariancePlace..<logVariancePlace + panelWidth }
}
