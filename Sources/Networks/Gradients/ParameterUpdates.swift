import Compute

/// Gradient → transforms → optimiser, at work on all parameters.
///
/// Without a transform the step is applied in one pass with the sums that make up the gradient, which is never stored;
/// otherwise the gradient is stored, transformed and stepped with.
public struct ParameterUpdates<S: Real> {
    private let parameters: PackedParameters<S>
    private let optimizer: any Optimizer
    private let transforms: [any GradientTransform]
    public let state: OptimizerState<S>
    /// Takes memory only where it is used.
    private let gradient: Buffer<S>

    public init(
        of parameters: PackedParameters<S>, optimizer: any Optimizer, transforms: [any GradientTransform]
    ) {
        self.parameters = parameters
        self.optimizer = optimizer
        self.transforms = transforms
        state = OptimizerState(optimizer.kernel, count: parameters.buffer.count)
        gradient = Buffer(count: parameters.buffer.count)
    }

    /// Applies step number `number`, counted from 1, to the parameters that `gradient` is of.
    @_specialize(where S == Float)
    public func apply(
        _ gradient: ParameterGradient<S>, number: Int, rate: Double, decay: Double, _ workers: Workers
    ) {
        let step = optimizer.step(number, rate: rate, decay: decay)
        guard !transforms.isEmpty else {
            gradient.apply(step, state: state, scratch: self.gradient, workers)
            return
        }
        gradient.store(into: self.gradient, workers)
        var stored = StoredGradient(buffer: self.gradient)
        for transform in transforms { transform.transform(&stored, workers) }
        apply(step, stored, to: gradient.runs, workers)
    }

    private func apply(
        _ step: OptimizerStep, _ stored: StoredGradient<S>,
        to runs: [(range: Range<Int>, layer: PackedLayer<S>?)], _ workers: Workers
    ) {
        workers.run(pieces: runs.count) { index in
            let (range, layer) = runs[index]
            step.apply(
                range: range, scale: stored.scale, gradient: stored.buffer, parameters: parameters.buffer,
                state: state)
            guard let layer else { return }
            let panel = (range.lowerBound - layer.offset) / range.count
            layer.refresh(outputPanels: panel..<panel + 1)
        }
    }
}
