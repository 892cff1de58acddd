import Compute
import Distributions
import Networks

/// Runs a model's classifier q(y|x) over batches of rows.
public final class RowClassifier {
    private let workers: Workers
    private let loader: BatchLoader
    private let pass: SequentialPass<Float>
    private let memory: BatchMemory<Float>
    public let capacity: Int

    /// - Parameters:
    ///   - packed: of a model with a classifier.
    ///   - capacity: the most rows in one batch.
    public init(_ packed: PackedModel<Float>, capacity: Int, seed: UInt64, workers: Workers) {
        self.capacity = capacity
        self.workers = workers
        let model = packed.model
        loader = BatchLoader(model, capacity: capacity, noise: Noise(seed: seed, purpose: .binarization))
        pass = SequentialPass(packed.classifier, capacity: capacity, differentiation: .nothing)
        memory = BatchMemory(
            model, form: BatchForm(hasMask: true), input: pass.input, as: model.architecture.ofClassifier)
    }

    /// log q(y|x) of each class, for each of the first `count` rows of a batch.
    ///
    /// - Parameters:
    ///   - conditions: of these rows, of which the covariates are read.
    ///   - row: the place of the first row in the stream.
    public func logProbabilities(
        _ rows: BatchRows, conditions: BatchConditions?, count: Int, row: Int
    ) -> [[Double]] {
        precondition(count <= capacity)
        workers.run(rows: count) { range in
            loader.load(rows, range, row: row, into: memory.batch)
            if let covariates = memory.batch.condition {
                conditions?.write(range, of: count, to: covariates, withoutClasses: true)
            }
            memory.complete(range)
            pass.forward(rows: range)
        }
        return (0..<count).map { ClassSum.logProbabilities(pass.output, row: $0) }
    }
}
