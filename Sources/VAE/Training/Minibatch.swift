import Compute

/// Gathers minibatches and differentiates the bound on them.
final class Minibatch {
    private let rows: TrainingRows
    private let objective: EvidenceLowerBound<Float>
    private let workers: Workers
    private let noise: Noise
    private let loader: BatchLoader

    init(
        _ packed: PackedModel<Float>, rows: TrainingRows, options: TrainingOptions, workers: Workers
    ) {
        self.rows = rows
        self.workers = workers
        noise = Noise(seed: options.seed, purpose: .training)
        let capacity = min(options.batch, rows.count)
        loader = BatchLoader(
            packed.model, capacity: capacity,
            noise: Noise(seed: options.seed, purpose: .trainingBinarization))
        objective = EvidenceLowerBound(
            packed, capacity: capacity, draws: options.draws, objective: options.objective,
            training: true)
    }

    /// The gradient of the bound on the training rows at `positions`; ``terms(_:)`` then gives its terms.
    ///
    /// - Parameter sample: how many training samples came before: the place of the minibatch's noise.
    func differentiate(_ positions: ArraySlice<Int>, sample: Int, beta: Double) -> BoundGradient<Float> {
        let draws = objective.draws
        let batch = rows.batch(positions)
        workers.run(rows: positions.count) { range in
            loader.load(batch, range, row: sample, into: objective.data.values)
            let drawn = range.lowerBound * draws..<range.upperBound * draws
            noise.fillNormal(objective.noise[drawn], row: sample + range.lowerBound, draws: draws)
        }
        return objective.differentiate(count: positions.count, beta: beta, workers)
    }

    /// The terms of the bound for one row of a minibatch, after ``differentiate(_:sample:beta:)``.
    func terms(_ row: Int) -> BoundTerms { objective.terms(row) }
}
