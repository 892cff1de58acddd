import Compute
import Networks

/// The gradient of a batch's objective with respect to all parameters, all but computed: the sums over the rows
/// are left, to be stored or to be stepped with at once. A view of the objective's memory, valid as long as that
/// lives and sees no other batch.
public struct BoundGradient<S: Real>: Sendable {
    private let packed: PackedModel<S>
    private let layers: [WeightGradient<S>]
    private let logVariance: Double
    private let pieces: [Piece]

    /// Some panels of outputs and of inputs of one layer.
    private struct Piece {
        let layer: Int
        let outputs: Range<Int>
        let inputs: Range<Int>
    }

    /// Panels of inputs in a piece.
    private static var inputGroup: Int { 16 }

    init(packed: PackedModel<S>, layers: [WeightGradient<S>], logVariance: Double) {
        self.packed = packed
        self.layers = layers
        self.logVariance = logVariance
        // A thread gets the same part of every layer, as it does when the layers are run.
        var pieces: [(place: Double, piece: Piece)] = []
        for (index, gradient) in layers.enumerated() {
            let panels = gradient.layer.outputPanels
            let group = gradient.preferredOutputPanels
            for first in stride(from: 0, to: panels, by: group) {
                for input in stride(from: 0, to: gradient.layer.inputPanels, by: Self.inputGroup) {
                    let piece = Piece(
                        layer: index, outputs: first..<min(first + group, panels),
                        inputs: input..<min(input + Self.inputGroup, gradient.layer.inputPanels))
                    pieces.append(((Double(first) + 0.5) / Double(panels), piece))
                }
            }
        }
        self.pieces = pieces.sorted { $0.place < $1.place }.map(\.piece)
    }

    /// Stores the gradient, packed as the parameters are.
    func store(into gradient: Buffer<S>, _ workers: Workers) {
        compute(into: gradient, step: nil, workers)
        let range = packed.logVarianceRange
        gradient.base[range.lowerBound] = S(logVariance)
    }

    /// Writes the gradient in PyTorch's order.
    public func write(to gradient: ParameterStore<S>, _ workers: Workers) {
        let buffer = Buffer<S>(count: packed.parameters.count)
        store(into: buffer, workers)
        packed.save(buffer, to: gradient)
    }

    /// Takes a step of the optimiser, the gradient never being stored.
    ///
    /// - Parameter scratch: packed as the parameters are.
    func take(_ step: OptimizerStep, moments: Moments<S>, scratch: Buffer<S>, _ workers: Workers) {
        compute(into: scratch, step: (step, moments), workers)
        let range = packed.logVarianceRange
        scratch.base[range.lowerBound] = S(logVariance)
        step.take(range: range, scale: 1, gradient: scratch, parameters: packed.parameters, moments: moments)
    }

    private func compute(
        into gradient: Buffer<S>, step: (step: OptimizerStep, moments: Moments<S>)?, _ workers: Workers
    ) {
        layers.withUnsafeBufferPointer { layers in
            pieces.withUnsafeBufferPointer { pieces in
                workers.run(pieces: pieces.count) { index in
                    let piece = pieces[index]
                    layers[piece.layer].compute(
                        outputPanels: piece.outputs, inputPanels: piece.inputs, into: gradient, step: step)
                }
            }
        }
    }
}
