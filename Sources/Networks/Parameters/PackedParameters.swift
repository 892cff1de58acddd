import Compute

/// All parameters of some networks and vectors in the form in which kernels use them, in one buffer: what a training
/// works on.
///
/// A store's parameters, in PyTorch's order, are copied from and to.
public final class PackedParameters<S: Real>: Sendable {
    public let precision: Precision
    public let networks: [PackedSequential<S>]
    /// Networks of the same layers that hold another number for each parameter of ``networks``, or none. No product reads
    /// them, and gradients of losses are not of them.
    let companions: [PackedSequential<S>]
    /// The layers of all networks, each vector from a multiple of 16 on, and the layers of all companions.
    public let buffer: Buffer<S>
    private let vectors: [ParameterVector]
    private let vectorOffsets: [Int]

    /// - Parameters:
    ///   - networks: each with what gradients will go back to.
    ///   - companions: of each network, or none.
    ///   - precision: of products; it must be available.
    public init(
        _ networks: [(Sequential, Differentiation)], companions: [Sequential] = [],
        vectors: [ParameterVector], of store: ParameterStore<S>, precision: Precision
    ) {
        self.precision = precision
        self.vectors = vectors
        var count = 0
        func offset(_ elements: Int) -> Int {
            defer { count += elements }
            return count
        }
        let offsets = networks.map { offset(PackedSequential<S>.elements(of: $0.0)) }
        vectorOffsets = vectors.map { offset(Self.packed($0)) }
        let companionOffsets = companions.map { offset(PackedSequential<S>.elements(of: $0)) }
        let buffer = Buffer<S>(count: count)
        self.buffer = buffer
        self.networks = zip(networks, offsets).map {
            PackedSequential($0.0, offset: $1, in: buffer, differentiation: $0.1, precision: precision)
        }
        self.companions = zip(companions, companionOffsets).map {
            PackedSequential($0, offset: $1, in: buffer, differentiation: .nothing)
        }
        load(from: store)
    }

    /// Elements of a vector when packed.
    private static func packed(_ vector: ParameterVector) -> Int { panelCount(of: vector.count) * panelWidth }

    /// Refreshes what products read, too.
    public func load(from store: ParameterStore<S>) {
        for network in networks + companions { network.load(from: store) }
        loadVectors(buffer, from: store)
    }

    /// Copies what is laid out like the parameters, in PyTorch's order, to a buffer that is packed like them.
    public func load(_ packed: Buffer<S>, from store: ParameterStore<S>) {
        for network in networks + companions { network.moved(to: packed).load(from: store) }
        loadVectors(packed, from: store)
    }

    private func loadVectors(_ packed: Buffer<S>, from store: ParameterStore<S>) {
        for (vector, offset) in zip(vectors, vectorOffsets) {
            (packed.base + offset).update(from: vector.elements(in: store).baseAddress!, count: vector.count)
        }
    }

    public func save(to store: ParameterStore<S>) { save(buffer, to: store) }

    /// Copies what is packed like the parameters, as their gradient is, to PyTorch's order.
    public func save(_ packed: Buffer<S>, to store: ParameterStore<S>) {
        for network in networks + companions { network.moved(to: packed).save(to: store) }
        for (vector, offset) in zip(vectors, vectorOffsets) {
            vector.elements(in: store).baseAddress!.update(from: packed.base + offset, count: vector.count)
        }
    }

    var layers: [PackedLayer<S>] { networks.flatMap(\.layers) }

    /// The numbers of one vector.
    public func values(ofVector index: Int) -> [Double] {
        range(ofVector: index).prefix(vectors[index].count).map { Double(buffer.base[$0]) }
    }

    public func setValues(_ values: [S], ofVector index: Int) {
        precondition(values.count == vectors[index].count)
        _ = buffer.elements[range(ofVector: index)].update(from: values)
    }

    /// The elements of one vector when packed.
    func range(ofVector index: Int) -> Range<Int> {
        vectorOffsets[index]..<vectorOffsets[index] + Self.packed(vectors[index])
    }

    var vectorIndices: Range<Int> { vectors.indices }
}
