import Compute

/// Gradient → transforms → optimiser, at work on all parameters.
///
/// Without a transform the step is applied in one pass with the sums that make up the gradient, which is never stored;
/// otherwise the gradient is stored, transformed and stepped with. With a
/// posterior of the weights the transforms see the gradient with respect to the weights that were drawn.
public struct ParameterUpdates<S: Real> {
    private let parameters: PackedParameters<S>
    private let optimizer: any Optimizer
    private let transforms: [any GradientTransform]
    private let posterior: WeightPosterior<S>?
    public let state: OptimizerState<S>
    /// Takes memory only where it is used.
    private let gradient: Buffer<S>

    /// - Parameter posterior: of the weights that gradients are at, which is stepped then; nil: weights are numbers.
    public init(
        of parameters: PackedParameters<S>, optimizer: any Optimizer, transforms: [any GradientTransform],
        posterior: WeightPosterior<S>? = nil
    ) {
        self.parameters = parameters
        self.optimizer = optimizer
        self.transforms = transforms
        self.posterior = posterior
        state = OptimizerState(optimizer.kernel, count: parameters.buffer.count)
        gradient = Buffer(count: parameters.buffer.count)
    }

    /// Applies step number `number`, counted from 1, to the parameters that `gradient` is of.
    @_specialize(where S == Float)
    public func apply(
        _ gradient: ParameterGradient<S>, number: Int, rate: Double, decay: Double, _ workers: Workers
    ) {
        guard !transforms.isEmpty || posterior != nil else {
            let step = optimizer.step(number, rate: rate, decay: decay)
            gradient.apply(step, state: state, scratch: self.gradient, workers)
            return
        }
        gradient.store(into: self.gradient, workers)
        apply(
            StoredGradient(buffer: self.gradient), of: gradient.runs, number: number, rate: rate,
            decay: decay, workers)
    }

    /// The same with the gradient of a minibatch in parts, which is of all layers.
    public func apply(
        _ gradient: StoredGradient<S>, number: Int, rate: Double, decay: Double, _ workers: Workers
    ) {
        apply(gradient, of: parameters.runs, number: number, rate: rate, decay: decay, workers)
    }

    private func apply(
        _ gradient: StoredGradient<S>, of runs: [(range: Range<Int>, layer: PackedLayer<S>?)], number: Int,
        rate: Double, decay: Double, _ workers: Workers
    ) {
        let step = optimizer.step(number, rate: rate, decay: decay)
        var stored = gradient
        for transform in transforms { transform.transform(&stored, workers) }
        guard let posterior else { return apply(step, stored, to: runs, workers) }
        posterior.apply(
            (step, optimizer.step(number, rate: rate, decay: 0)), stored, state: state, workers)
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
