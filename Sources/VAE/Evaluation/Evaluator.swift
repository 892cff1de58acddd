import Compute

/// The terms of the bound for one row, in nats.
public struct BoundTerms: Equatable, Sendable {
    /// The mean of log p(x|z) over draws of z from the posterior.
    public let reconstruction: Double
    /// KL(q(z|x) ‖ p(z)).
    public let divergence: Double

    public init(reconstruction: Double, divergence: Double) {
        self.reconstruction = reconstruction
        self.divergence = divergence
    }

    /// The evidence lower bound.
    public var bound: Double { reconstruction - divergence }

    public var isFinite: Bool { reconstruction.isFinite && divergence.isFinite }
}

/// Scores batches of rows by the bound with the KL term in closed form
/// (Kingma & Welling 2014, equation 7).
public final class Evaluator {
    private let objective: EvidenceLowerBound<Float>
    private let workers: Workers
    private let noise: Noise
    private let binarizationNoise: Noise

    /// - Parameters:
    ///   - capacity: the most rows in one batch.
    ///   - draws: latent vectors L drawn for each row.
    public init(
        _ packed: PackedModel<Float>, capacity: Int, draws: Int, seed: UInt64, workers: Workers
    ) {
        objective = EvidenceLowerBound(
            packed, capacity: capacity, draws: draws, estimator: .b, training: false)
        noise = Noise(seed: seed, purpose: .evaluation)
        binarizationNoise = Noise(seed: seed, purpose: .binarization)
        self.workers = workers
    }

    public var capacity: Int { objective.capacity }

    /// The terms of `count` rows.
    ///
    /// - Parameters:
    ///   - row: the place of the first row in the stream.
    ///   - load: writes the data of a range of the batch's rows; it runs on several threads.
    public func evaluate(
        count: Int, row: Int, load: (Range<Int>, Matrix<Float>) -> Void
    ) -> [BoundTerms] {
        precondition(count <= capacity)
        let draws = objective.draws
        workers.run(rows: count) { range in
            let data = objective.data[range]
            let first = row + range.lowerBound
            withScratch(Float.self, rows: range.count, columns: data.values.columns) { matrix in
                load(range, matrix)
                objective.model.prepare(matrix, noise: binarizationNoise, row: first)
                data.values.copy(from: matrix)
                data.renew()
            }
            let drawn = range.lowerBound * draws..<range.upperBound * draws
            noise.fillNormal(objective.noise[drawn], row: first, draws: draws)
            objective.evaluate(range)
        }
        return (0..<count).map(objective.terms)
    }
}
