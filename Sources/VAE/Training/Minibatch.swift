import Compute

/// Gathers minibatches and differentiates the bound on them.
final class Minibatch {
    private let rows: TrainingRows
    private let objective: EvidenceLowerBound<Float>
    private let workers: Workers
    private let noise: Noise
    private let binarizationNoise: Noise

    init(
        _ packed: PackedModel<Float>, rows: TrainingRows, options: TrainingOptions, workers: Workers
    ) {
        self.rows = rows
        self.workers = workers
        noise = Noise(seed: options.seed, purpose: .training)
        binarizationNoise = Noise(seed: options.seed, purpose: .trainingBinarization)
        objective = EvidenceLowerBound(
            packed, capacity: min(options.batch, rows.count), draws: options.draws,
            estimator: options.estimator, training: true)
    }

    /// The gradient of the bound on the training rows at `positions`; ``terms(_:)`` then gives its terms.
    ///
    /// - Parameter sample: how many training samples came before: the place of the minibatch's noise.
    func differentiate(_ positions: ArraySlice<Int>, sample: Int, beta: Double) -> BoundGradient<Float> {
        let draws = objective.draws
        workers.run(rows: positions.count) { range in
            let first = sample + range.lowerBound
            load(positions, range, noiseRow: first)
            let drawn = range.lowerBound * draws..<range.upperBound * draws
            noise.fillNormal(objective.noise[drawn], row: first, draws: draws)
        }
        return objective.differentiate(count: positions.count, beta: beta, workers)
    }

    /// The terms of the bound for one row of a minibatch, after ``differentiate(_:sample:beta:)``.
    func terms(_ row: Int) -> BoundTerms { objective.terms(row) }

    private func load(_ positions: ArraySlice<Int>, _ range: Range<Int>, noiseRow: Int) {
        let start = positions.startIndex
        let wanted = positions[start + range.lowerBound..<start + range.upperBound]
        let data = objective.data[range]
        defer { data.renew() }
        if !objective.model.preparesRows && rows.copyBytes(wanted, into: data.values) { return }
        withScratch(Float.self, rows: range.count, columns: data.values.columns) { matrix in
            rows.copy(wanted, into: matrix)
            objective.model.prepare(matrix, noise: binarizationNoise, row: noiseRow)
            data.values.copy(from: matrix)
        }
    }
}
