import Compute

/// A network's parameters in the form in which kernels use them, in a buffer of packed parameters.
public struct PackedNetwork<S: Real>: Sendable {
    let network: Network
    let layers: [PackedLayer<S>]
    private let buffer: Buffer<S>
    /// Where the transposed copies stand.
    private let transposed: Buffer<S>

    /// Elements of all parameters.
    static func elements(of network: Network) -> Int {
        network.layers.reduce(0) {
            $0 + PackedLayer<S>.elements(inputs: $1.inputs, outputs: $1.packedOutputs)
        }
    }

    /// - Parameters:
    ///   - offset: the first of the network's elements in `buffer`.
    ///   - transposedFrom: the first layer through which a gradient goes back; nil: none.
    init(_ network: Network, offset: Int, in buffer: Buffer<S>, transposedFrom: Int?) {
        self.network = network
        self.buffer = buffer
        let sizes = network.layers.map {
            PackedLayer<S>.transposedElements(inputs: $0.inputs, outputs: $0.packedOutputs)
        }
        let first = transposedFrom ?? sizes.count
        transposed = Buffer(count: sizes[min(first, sizes.count)...].reduce(0, +))
        var offset = offset
        var transposedOffset = 0
        var layers: [PackedLayer<S>] = []
        for (index, layer) in network.layers.enumerated() {
            layers.append(
                PackedLayer(
                    inputs: layer.inputs, outputs: layer.packedOutputs, offset: offset, in: buffer,
                    transposed: index >= first ? transposed.base + transposedOffset : nil))
            offset += PackedLayer<S>.elements(inputs: layer.inputs, outputs: layer.packedOutputs)
            if index >= first { transposedOffset += sizes[index] }
        }
        self.layers = layers
    }

    /// The network of a model, to be run forward.
    init(_ network: Network, of model: VariationalAutoencoder<S>) {
        self.init(
            network, offset: 0, in: Buffer(count: PackedNetwork.elements(of: network)), transposedFrom: nil)
        load(from: model.parameters)
    }

    /// Copies all parameters from where PyTorch's order has them.
    func load(from store: ParameterStore<S>) {
        for (dense, layer) in zip(network.layers, layers) {
            for block in 0..<dense.blocks {
                layer.pack(
                    weight: dense.weight(in: store, block: block), bias: dense.bias(in: store, block: block),
                    firstPanel: dense.firstPanel(ofBlock: block))
            }
            layer.transpose(outputPanels: 0..<layer.outputPanels)
        }
    }

    /// The same places in another buffer that is packed alike.
    func moved(to buffer: Buffer<S>) -> PackedNetwork {
        PackedNetwork(network, offset: layers[0].offset, in: buffer, transposedFrom: nil)
    }

    /// The reverse of ``load(from:)``.
    func save(to store: ParameterStore<S>) {
        for (dense, layer) in zip(network.layers, layers) {
            for block in 0..<dense.blocks {
                layer.unpack(
                    weight: dense.weight(in: store, block: block), bias: dense.bias(in: store, block: block),
                    firstPanel: dense.firstPanel(ofBlock: block))
            }
        }
    }
}
