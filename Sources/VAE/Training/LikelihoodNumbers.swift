import Networks

/// How the numbers of its own that a likelihood learns follow the minibatches: by a running mean of what fits each best,
/// where weights of networks take steps of the optimiser. They need no learning rate, and find any scale at once.
struct LikelihoodNumbers {
    /// Rows that the mean is over, more or less.
    private static let rows = 1000
    /// Minibatches that it is over at least.
    private static let batches = 10

    private let packed: PackedModel<Float>
    private let window: Int

    /// - Parameters:
    ///   - batch: rows of a minibatch.
    ///   - steps: on each minibatch.
    init(_ packed: PackedModel<Float>, batch: Int, steps: Int) {
        self.packed = packed
        window = steps * max(Self.rows / batch, Self.batches)
    }

    /// Updates the numbers with the minibatch of step `step`, counted from 1, whose gradient of −log p(x|z) is given.
    ///
    /// - Parameter observed: the mean over the rows of how many numbers are observed.
    /// - Returns: what is left to the optimiser.
    func update(
        _ gradient: ParameterGradient<Float>, observed: Double, step: Int
    ) -> ParameterGradient<Float> {
        guard packed.model.likelihood.freeParameters != nil else { return gradient }
        let (rest, values) = gradient.removing(vector: PackedModel<Float>.likelihoodVector)
        update(values, observed: observed, step: step)
        return rest
    }

    /// The same with the part of the gradient that is of these numbers.
    func update(_ gradient: [Double], observed: Double, step: Int) {
        guard let parameters = packed.model.likelihood.freeParameters, observed > 0 else { return }
        packed.setLikelihoodNumbers(
            parameters.update(
                packed.likelihoodNumbers, gradient.map { -$0 }, observed, 1 / Double(min(step, window))))
    }
}
