import Compute

/// The gradient of a loss with respect to parameters, computed lazily: the sums over rows are left, to be stored or to
/// be stepped with at once.
///
/// It need not be of all parameters: those that no layer or vector of it names are not stepped. A view of the memory of
/// the passes that it comes from, valid as long as these live and see no other batch.
public struct ParameterGradient<S: Real>: Sendable {
    private let parameters: PackedParameters<S>
    private let layers: [WeightGradient<S>]
    /// By the index of the vector.
    private let vectors: [Int: [Double]]

    /// Some panels of outputs and of inputs of one layer.
    private struct Tile {
        let layer: Int
        let outputs: Range<Int>
        let inputs: Range<Int>
    }

    /// Panels of inputs in a tile.
    private static var inputGroup: Int { 16 }

    public init(
        of parameters: PackedParameters<S>, layers: [WeightGradient<S>], vectors: [Int: [Double]] = [:]
    ) {
        self.parameters = parameters
        self.layers = layers
        self.vectors = vectors
    }

    /// A thread gets the same part of every layer, as it does when the layers are run.
    ///
    /// - Parameter layer: the index of the only one that is wanted; nil: all.
    private func orderedTiles(_ layer: Int? = nil) -> [Tile] {
        var tiles: [(part: Double, tile: Tile)] = []
        for (index, gradient) in layers.enumerated() where layer ?? index == index {
            let panels = gradient.layer.outputPanels
            let group = gradient.preferredOutputPanels
            for first in stride(from: 0, to: panels, by: group) {
                for input in stride(from: 0, to: gradient.layer.inputPanels, by: Self.inputGroup) {
                    let tile = Tile(
                        layer: index, outputs: first..<min(first + group, panels),
                        inputs: input..<min(input + Self.inputGroup, gradient.layer.inputPanels))
                    tiles.append(((Double(first) + 0.5) / Double(panels), tile))
                }
            }
        }
        return tiles.sorted { $0.part < $1.part }.map(\.tile)
    }

    /// This gradient and that of other parameters of the same store, as another pass gave it.
    ///
    /// - Precondition: no layer and no vector is in both.
    public func joined(with other: ParameterGradient) -> ParameterGradient {
        precondition(parameters === other.parameters && !layers.contains { other.isOf($0.layer) })
        return ParameterGradient(
            of: parameters, layers: layers + other.layers,
            vectors: vectors.merging(other.vectors) { _, _ in preconditionFailure("a vector is in both") })
    }

    /// This gradient without one vector, and that vector's part.
    public func removing(vector index: Int) -> (rest: ParameterGradient, values: [Double]) {
        var vectors = vectors
        let values = vectors.removeValue(forKey: index)
        return (ParameterGradient(of: parameters, layers: layers, vectors: vectors), values ?? [])
    }

    private func isOf(_ layer: PackedLayer<S>) -> Bool {
        layers.contains { $0.layer.elements == layer.elements }
    }

    /// The elements that the gradient is of, in runs from and to multiples of 16, each with its layer.
    var runs: [(range: Range<Int>, layer: PackedLayer<S>?)] {
        layers.flatMap { gradient in
            (0..<gradient.layer.outputPanels).map {
                (gradient.layer.elements(ofPanels: $0..<$0 + 1), gradient.layer)
            }
        } + vectors.keys.sorted().map { (parameters.range(ofVector: $0), nil) }
    }

    /// Stores the gradient, packed as the parameters are; zero for those that it is not of.
    func store(into gradient: Buffer<S>, _ workers: Workers) {
        for layer in parameters.layers where !isOf(layer) {
            gradient.elements[layer.elements].update(repeating: 0)
        }
        for index in parameters.vectorIndices where vectors[index] == nil {
            gradient.elements[parameters.range(ofVector: index)].update(repeating: 0)
        }
        compute(orderedTiles(), into: gradient, step: nil, workers)
        storeVectors(into: gradient)
    }

    /// Stores the gradient of one layer, or of one vector, as ``store(into:_:)``.
    ///
    /// - Parameter segment: all of its elements.
    func store(_ segment: Range<Int>, into gradient: Buffer<S>, _ workers: Workers) {
        if let index = layers.firstIndex(where: { $0.layer.elements == segment }) {
            return compute(orderedTiles(index), into: gradient, step: nil, workers)
        }
        gradient.elements[segment].update(repeating: 0)
        for (index, values) in vectors where parameters.range(ofVector: index) == segment {
            for (i, value) in values.enumerated() { gradient.base[segment.lowerBound + i] = S(value) }
        }
    }

    /// Writes the gradient in PyTorch's order.
    public func write(to gradient: ParameterStore<S>, _ workers: Workers) {
        let buffer = Buffer<S>(count: parameters.buffer.count)
        store(into: buffer, workers)
        parameters.save(buffer, to: gradient)
    }

    /// Applies a step of the optimiser, the gradient never being stored.
    ///
    /// - Parameter scratch: packed as the parameters are.
    func apply(_ step: OptimizerStep, state: OptimizerState<S>, scratch: Buffer<S>, _ workers: Workers) {
        compute(orderedTiles(), into: scratch, step: (step, state), workers)
        storeVectors(into: scratch)
        for index in vectors.keys.sorted() {
            step.apply(
                range: parameters.range(ofVector: index), scale: 1, gradient: scratch,
                parameters: parameters.buffer, state: state)
        }
    }

    private func compute(
        _ tiles: [Tile], into gradient: Buffer<S>, step: (step: OptimizerStep, state: OptimizerState<S>)?,
        _ workers: Workers
    ) {
        layers.withUnsafeBufferPointer { layers in
            tiles.withUnsafeBufferPointer { tiles in
                workers.run(pieces: tiles.count) { index in
                    let tile = tiles[index]
                    layers[tile.layer].compute(
                        outputPanels: tile.outputs, inputPanels: tile.inputs, into: gradient, step: step)
                }
            }
        }
    }

    private func storeVectors(into gradient: Buffer<S>) {
        for (index, values) in vectors {
            let first = parameters.range(ofVector: index).lowerBound
            for (i, value) in values.enumerated() { gradient.base[first + i] = S(value) }
        }
    }
}
