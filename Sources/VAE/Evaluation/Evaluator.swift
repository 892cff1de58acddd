import Compute
import Distributions

/// Scores batches of rows by a bound.
public final class Evaluator {
    private let objective: any Objective
    let pass: ModelPass<Float>
    private let workers: Workers
    private let noise: Noise
    private let loader: BatchLoader

    /// - Parameters:
    ///   - capacity: the most rows in one batch.
    ///   - draws: latent vectors L drawn for each row.
    ///   - hasHoles: whether rows may have numbers that are not observed.
    ///   - commonNoise: whether all rows get the same noise, so that the score of a row does not depend on its place.
    package init(
        _ packed: PackedModel<Float>, capacity: Int, draws: Int,
        objective: any Objective = EvidenceBound(), hasHoles: Bool = true, commonNoise: Bool = false,
        seed: UInt64, workers: Workers
    ) {
        self.objective = objective
        pass = ModelPass(
            packed, capacity: capacity, draws: draws, differentiates: false,
            form: BatchForm(hasMask: hasHoles))
        noise = Noise(seed: seed, purpose: .evaluation, isCommon: commonNoise)
        loader = BatchLoader(
            packed.model, capacity: capacity,
            noise: Noise(seed: seed, purpose: .binarization, isCommon: commonNoise))
        self.workers = workers
    }

    public var capacity: Int { pass.capacity }

    /// Rows of a batch of about `size` draws: enough for all threads, unless each row has very many draws.
    public static func capacity(size: Int, draws: Int, threads: Int) -> Int {
        max(size / draws, min(size, 4 * threads, 4096 / draws), 1)
    }

    /// The terms of the first `count` rows of a batch.
    ///
    /// - Parameters:
    ///   - conditions: of these rows; nil: the model has none.
    ///   - row: the place of the first row in the stream.
    public func evaluate(
        _ rows: BatchRows, conditions: BatchConditions? = nil, count: Int, row: Int
    ) -> [BoundTerms] {
        precondition(count <= capacity)
        pass.forEachRange(count, workers) { range in
            loader.load(rows, range, row: row, into: pass.batch)
            conditions?.write(range, of: count, to: pass.batch.condition!)
            noise.fill(
                pass.noise[pass.drawRows(range)].strided, with: pass.model.posterior.noise,
                row: row + range.lowerBound, draws: pass.draws)
            objective.evaluate(range, of: pass)
        }
        return (0..<count).map { pass.terms(of: $0) }
    }

    /// Loads the first `count` rows of a batch, and encodes them where the model has an encoder.
    public func load(_ rows: BatchRows, conditions: BatchConditions? = nil, count: Int, row: Int) {
        precondition(count <= capacity)
        pass.forEachRange(count, workers) { range in
            loader.load(rows, range, row: row, into: pass.batch)
            conditions?.write(range, of: count, to: pass.batch.condition!)
            if pass.model.hasEncoder { pass.encode(range) } else { pass.completeBatch(range) }
        }
    }

    /// The terms of the first `count` rows that were loaded, by an objective whose z the caller has written.
    func evaluate(loaded count: Int) -> [BoundTerms] {
        pass.forEachRange(count, workers) { objective.evaluate($0, of: pass) }
        return (0..<count).map { pass.terms(of: $0) }
    }

    /// What was loaded and encoded last; valid until it is done again.
    ///
    /// - Parameters:
    ///   - count: as many rows as then, or fewer.
    ///   - row: the place of the first row in the stream, as then.
    public func encodedRows(count: Int, row: Int) -> EncodedRows<Float> {
        precondition(count <= capacity)
        return EncodedRows(
            data: pass.dataRows(0..<count), posteriors: pass.posteriorBlocks(0..<count),
            row: row)
    }
}
