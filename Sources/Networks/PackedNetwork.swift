import Compute

/// A network's parameters in the form in which kernels use them, in a buffer of packed parameters.
public struct PackedNetwork<S: Real>: Sendable {
    package let network: Network
    package let layers: [PackedLayer<S>]
    private let buffer: Buffer<S>
    private let copies: [LayerCopies<S>]

    /// Elements of all parameters.
    package static func elements(of network: Network) -> Int {
        network.layers.reduce(0) {
            $0 + PackedLayer<S>.elements(inputs: $1.inputs, outputs: $1.packedOutputs)
        }
    }

    /// - Parameters:
    ///   - offset: the first of the network's elements in `buffer`.
    ///   - transposedFrom: the first layer through which a gradient goes back; nil: none.
    package init(
        _ network: Network, offset: Int, in buffer: Buffer<S>, transposedFrom: Int?,
        precision: Precision = .float32
    ) {
        self.network = network
        self.buffer = buffer
        copies = network.layers.enumerated().map { index, layer in
            LayerCopies(
                inputs: layer.inputs, outputs: layer.packedOutputs, precision: precision,
                transposed: index >= transposedFrom ?? .max)
        }
        var offset = offset
        layers = zip(network.layers, copies).map { layer, copies in
            defer { offset += PackedLayer<S>.elements(inputs: layer.inputs, outputs: layer.packedOutputs) }
            return PackedLayer(
                inputs: layer.inputs, outputs: layer.packedOutputs, offset: offset, in: buffer, copies: copies
            )
        }
    }

    /// A network to be run forward.
    package init(_ network: Network, of parameters: ParameterStore<S>) {
        self.init(
            network, offset: 0, in: Buffer(count: PackedNetwork.elements(of: network)), transposedFrom: nil)
        load(from: parameters)
    }

    /// Copies all parameters from where PyTorch's order has them.
    package func load(from store: ParameterStore<S>) {
        forEachBlock(of: store) { $0.pack(weight: $1, bias: $2, firstPanel: $3) }
        for layer in layers { layer.renew(outputPanels: 0..<layer.outputPanels) }
    }

    /// The reverse of ``load(from:)``.
    package func save(to store: ParameterStore<S>) {
        forEachBlock(of: store) { $0.unpack(weight: $1, bias: $2, firstPanel: $3) }
    }

    /// Calls `body` with each block of a layer's outputs: its weights and biases in PyTorch's order, and its first
    /// panel.
    private func forEachBlock(
        of store: ParameterStore<S>,
        _ body: (PackedLayer<S>, Matrix<S>, UnsafeMutablePointer<S>, _ firstPanel: Int) -> Void
    ) {
        for (dense, layer) in zip(network.layers, layers) {
            for block in 0..<dense.blocks {
                body(
                    layer, dense.weight(in: store, block: block), dense.bias(in: store, block: block),
                    dense.firstPanel(ofBlock: block))
            }
        }
    }

    /// The same places in another buffer that is packed alike.
    package func moved(to buffer: Buffer<S>) -> PackedNetwork {
        PackedNetwork(network, offset: layers[0].offset, in: buffer, transposedFrom: nil)
    }
}
