import Compute
import Networks

/// The optimiser at work on all parameters.
///
/// A step is taken in one pass with the sums that make up the gradient, which is never stored; where something
/// needs the whole gradient first, as its norm does, it is stored and a second pass steps.
struct ParameterUpdates {
    private let packed: PackedModel<Float>
    private let optimizer: any Optimizer
    private let moments: Moments<Float>
    private let clipNorm: Double?
    /// Takes memory only where it is used.
    private let gradient: Buffer<Float>

    init(_ packed: PackedModel<Float>, options: TrainingOptions) {
        self.packed = packed
        optimizer = options.optimizer.optimizer(epsilon: options.epsilon, momentum: options.momentum)
        moments = Moments(count: packed.parameters.count, hasSecond: optimizer.hasSecondMoment)
        clipNorm = options.clipNorm
        gradient = Buffer(count: packed.parameters.count)
    }

    /// Takes step number `step`, counted from 1.
    func take(_ bound: BoundGradient<Float>, step: Int, rate: Double, decay: Double, _ workers: Workers) {
        let step = optimizer.step(step, rate: rate, decay: decay)
        guard let clipNorm else {
            bound.take(step, moments: moments, scratch: gradient, workers)
            return
        }
        bound.store(into: gradient, workers)
        take(step, scale: clippingScale(clipNorm, workers), workers)
    }

    private func take(_ step: OptimizerStep, scale: Double, _ workers: Workers) {
        func take(_ range: Range<Int>) {
            step.take(
                range: range, scale: scale, gradient: gradient, parameters: packed.parameters,
                moments: moments)
        }
        let pieces = packed.layers.flatMap { layer in (0..<layer.outputPanels).map { (layer, $0) } }
        workers.run(pieces: pieces.count) { piece in
            let (layer, panel) = pieces[piece]
            take(layer.elements(ofPanels: panel..<panel + 1))
            layer.renew(outputPanels: panel..<panel + 1)
        }
        take(packed.logVarianceRange)
    }

    /// What shortens the gradient to the largest norm allowed (Pascanu, Mikolov & Bengio 2013).
    private func clippingScale(_ limit: Double, _ workers: Workers) -> Double {
        let size = 1 << 14
        var sums = [Double](repeating: 0, count: (gradient.count + size - 1) / size)
        sums.withUnsafeMutableBufferPointer { sums in
            nonisolated(unsafe) let sums = sums
            workers.run(pieces: sums.count) { piece in
                let range = piece * size..<min((piece + 1) * size, gradient.count)
                sums[piece] = sumOfSquares(UnsafeMutableBufferPointer(rebasing: gradient.elements[range]))
            }
        }
        let norm = sums.reduce(0, +).squareRoot()
        return norm > limit ? limit / norm : 1
    }
}
