import Compute

/// The terms of the bound for one row, in nats.
public struct BoundTerms: Equatable, Sendable {
    /// The mean of log p(x|z) over draws of z from the posterior.
    public let reconstruction: Double
    /// KL(q(z|x) ‖ p(z)).
    public let divergence: Double
    /// log (1/L) Σ p(x, z) / q(z|x) over the L draws, where that is the objective.
    public let importanceBound: Double?

    public init(reconstruction: Double, divergence: Double, importanceBound: Double? = nil) {
        self.reconstruction = reconstruction
        self.divergence = divergence
        self.importanceBound = importanceBound
    }

    /// The evidence lower bound.
    public var evidenceBound: Double { reconstruction - divergence }

    /// The bound that is the objective.
    public var bound: Double { importanceBound ?? evidenceBound }

    public var isFinite: Bool { reconstruction.isFinite && divergence.isFinite && bound.isFinite }
}

/// Scores batches of rows by a bound.
public final class Evaluator {
    private let objective: EvidenceLowerBound<Float>
    private let workers: Workers
    private let noise: Noise
    private let loader: BatchLoader

    /// - Parameters:
    ///   - capacity: the most rows in one batch.
    ///   - draws: latent vectors L drawn for each row.
    public init(
        _ packed: PackedModel<Float>, capacity: Int, draws: Int, objective: Objective = .evidence(.b),
        seed: UInt64, workers: Workers
    ) {
        self.objective = EvidenceLowerBound(
            packed, capacity: capacity, draws: draws, objective: objective, training: false)
        noise = Noise(seed: seed, purpose: .evaluation)
        loader = BatchLoader(
            packed.model, capacity: capacity, noise: Noise(seed: seed, purpose: .binarization))
        self.workers = workers
    }

    public var capacity: Int { objective.capacity }

    /// Rows of a batch of about `size` draws: enough for all threads, unless each row has very many draws.
    public static func capacity(size: Int, draws: Int, threads: Int) -> Int {
        max(size / draws, min(size, 4 * threads, 4096 / draws), 1)
    }

    /// The terms of the first `count` rows of a batch.
    ///
    /// - Parameter row: the place of the first row in the stream.
    public func evaluate(_ rows: BatchRows, count: Int, row: Int) -> [BoundTerms] {
        precondition(count <= capacity)
        let draws = objective.draws
        objective.packed.renewFirstLayer()
        workers.run(rows: count, inStepsOf: draws.isMultiple(of: 4) ? 1 : 4) { range in
            loader.load(rows, range, row: row, into: objective.data.values)
            let drawn = range.lowerBound * draws..<range.upperBound * draws
            noise.fillNormal(objective.noise[drawn], row: row + range.lowerBound, draws: draws)
            objective.evaluate(range)
        }
        return (0..<count).map(objective.terms)
    }

    /// What ``evaluate(_:count:row:)`` has loaded and encoded last; valid until it is called again.
    ///
    /// - Parameters:
    ///   - count: as many rows as then, or fewer.
    ///   - row: the place of the first row in the stream, as then.
    public func encodedRows(count: Int, row: Int) -> EncodedRows<Float> {
        precondition(count <= capacity)
        return EncodedRows(
            data: objective.data.values[0..<count], posteriors: objective.posterior(0..<count).parameters,
            row: row)
    }
}
