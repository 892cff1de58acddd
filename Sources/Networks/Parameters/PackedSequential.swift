import Compute

/// A network's parameters in the form in which kernels use them, in a buffer of packed parameters.
public struct PackedSequential<S: Real>: Sendable {
    public let network: Sequential
    public let layers: [PackedLayer<S>]
    private let buffer: Buffer<S>
    private let copies: [LayerCopies<S>]

    /// Elements of all parameters.
    static func elements(of network: Sequential) -> Int {
        network.layers.reduce(0) {
            $0 + PackedLayer<S>.elements(inputs: $1.inputs, outputs: $1.packedOutputs)
        }
    }

    /// - Parameter offset: the first of the network's elements in `buffer`.
    init(
        _ network: Sequential, offset: Int, in buffer: Buffer<S>, differentiation: Differentiation,
        precision: Precision = .float32
    ) {
        self.network = network
        self.buffer = buffer
        copies = network.layers.enumerated().map { index, layer in
            LayerCopies(
                inputs: layer.inputs, outputs: layer.packedOutputs, precision: precision,
                transposed: index >= differentiation.firstLayer ?? .max)
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
    public init(_ network: Sequential, of store: ParameterStore<S>) {
        let buffer = Buffer<S>(count: Self.elements(of: network))
        self.init(network, offset: 0, in: buffer, differentiation: .nothing)
        load(from: store)
    }

    /// Copies all parameters from where PyTorch's order has them.
    func load(from store: ParameterStore<S>) {
        forEachBlock(of: store) { $0.pack(weight: $1, bias: $2, firstPanel: $3) }
        for layer in layers { layer.refresh(outputPanels: 0..<layer.outputPanels) }
    }

    /// The reverse of ``load(from:)``.
    func save(to store: ParameterStore<S>) {
        forEachBlock(of: store) { $0.unpack(weight: $1, bias: $2, firstPanel: $3) }
    }

    /// Calls `body` with each block of a layer's outputs: its weights and biases in PyTorch's order, and its first
    /// panel.
    private func forEachBlock(
        of store: ParameterStore<S>,
        _ body: (PackedLayer<S>, Matrix<S>, UnsafeMutablePointer<S>, _ firstPanel: Int) -> Void
    ) {
        for (affine, layer) in zip(network.layers, layers) {
            for block in 0..<affine.blocks {
                body(
                    layer, affine.weight(in: store, block: block), affine.bias(in: store, block: block),
                    affine.firstPanel(ofBlock: block))
            }
        }
    }

    /// The same offsets in another buffer that is packed alike.
    func moved(to buffer: Buffer<S>) -> PackedSequential {
        PackedSequential(network, offset: layers[0].offset, in: buffer, differentiation: .nothing)
    }
}
