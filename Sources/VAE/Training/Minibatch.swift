import Compute

/// Gathers minibatches and differentiates the bound on them.
final class Minibatch {
    private let rows: TrainingRows
    private let objective: EvidenceLowerBound<Float>
    private let workers: Workers
    private let noise: Noise
    private let binarizationNoise: Noise

    init(
        _ model: VariationalAutoencoder<Float>, rows: TrainingRows, options: TrainingOptions,
        workers: Workers
    ) {
        self.rows = rows
        self.workers = workers
        noise = Noise(seed: options.seed, purpose: .training)
        binarizationNoise = Noise(seed: options.seed, purpose: .trainingBinarization)
        objective = EvidenceLowerBound(
            model, capacity: min(options.batch, rows.count), draws: options.draws,
            estimator: options.estimator, training: true)
    }

    /// The terms of the bound on the training rows at `positions`, ready for ``writeGradient(count:into:)``.
    ///
    /// - Parameter sample: how many training samples came before: the place of the minibatch's noise.
    func differentiate(_ positions: ArraySlice<Int>, sample: Int, beta: Double) -> [BoundTerms] {
        let count = positions.count
        let draws = objective.draws
        workers.run(rows: count) { range in
            let data = objective.data[range]
            let first = sample + range.lowerBound
            let start = positions.startIndex
            rows.copy(positions[start + range.lowerBound..<start + range.upperBound], into: data)
            objective.model.prepare(data, noise: binarizationNoise, row: first)
            let drawn = range.lowerBound * draws..<range.upperBound * draws
            noise.fillNormal(objective.noise[drawn], row: first, draws: draws)
            objective.differentiate(range, of: count, beta: beta)
        }
        return objective.terms(count: count)
    }

    func writeGradient(count: Int, into gradient: ParameterStore<Float>) {
        objective.writeGradient(count: count, into: gradient, workers)
    }
}
