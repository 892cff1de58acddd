import Compute
import Formats
import Tensors
import VAE

/// One model at work on the rows of a stream.
final class ModelScorer {
    /// As the user named the model.
    let name: String
    /// Rows whose many importance weights are in effect those of a few draws.
    private(set) var rowsOfFewSamples = 0
    let architecture: Architecture
    let columns: [ScoreColumn]
    var summary: ModelSummary

    /// How many draws are few, and how many are many.
    static let (fewSamples, manySamples) = (10, 100)
    /// The effective sample size, where there are many draws.
    private let sampleSizeColumn: Int?
    private let evaluator: Evaluator
    private let estimators: [any LikelihoodEstimator]
    private let annealedSampler: AnnealedImportanceSampler?
    private let workers: Workers

    init(
        _ model: VariationalAutoencoder<Float>, name: String, options: EstimatorOptions, precision: Precision,
        draws: Int, capacity: Int, seed: UInt64, workers: Workers
    ) throws(Failure) {
        self.name = name
        self.workers = workers
        architecture = model.architecture
        let packed = PackedModel(model, training: options.runsChains, precision: precision)
        evaluator = Evaluator(packed, capacity: capacity, draws: draws, seed: seed, workers: workers)
        estimators = try options.estimators(packed, model: name, seed: seed)
        annealedSampler = options.latents.map { _ in options.annealedSampler(packed, seed: seed) }
        columns =
            ScoreColumn.bound
            + estimators.flatMap { ScoreColumn.estimate(by: $0.name, diagnostics: $0.diagnostics) }
            + (annealedSampler.map {
                ScoreColumn.estimate(by: $0.name, diagnostics: $0.diagnostics) + ScoreColumn.upperBound
            } ?? [])
        summary = ModelSummary(columns, of: model, seed: seed)
        let hasMany = options.importanceSamples ?? 0 >= Self.manySamples
        sampleSizeColumn = hasMany ? columns.firstIndex { $0.name == "ess_is" } : nil
    }

    /// The rows of a block up to the first whose scores are not finite.
    struct ScoredRows {
        let rows: EncodedRows<Float>
        /// For each row one for each of ``columns``.
        var scores: [[Double]]
        /// What is to be told of the row behind the last.
        var failure: Failure?

        mutating func append(_ others: [[Double]]) {
            for (row, values) in others.enumerated() { scores[row] += values }
        }
    }

    /// Scores the rows of a block.
    ///
    /// - Parameters:
    ///   - row: the index of the first row in the stream.
    ///   - latents: what the rows were drawn with, where that was asked for.
    func score(
        _ block: RowBlock, row: Int, in input: String, maximum: MaximumOptions, latents: CompanionStream?
    ) throws(Failure) -> ScoredRows {
        try checkWidth(
            of: block.rowShape, expected: architecture.shape, what: "this model", in: input)
        let divisor = maximum.divisor(of: block.elementType, learned: architecture.maximum ?? 1)
        let values = InputValues(divisor: divisor, support: architecture.likelihood.support)
        let terms = try values.load(block, row: row, in: input) {
            evaluator.evaluate($0, count: block.rows, row: row)
        }
        var scored = finite(
            terms.map { [$0.evidenceBound, $0.reconstruction, $0.divergence] },
            of: evaluator.encodedRows(count: block.rows, row: row), in: input)
        let rows = scored.rows
        guard rows.count > 0 else { return scored }
        for estimator in estimators { scored.append(estimator.estimate(rows, workers).map(\.scores)) }
        if let annealedSampler, let latents {
            scored.append(try bracket(rows, with: annealedSampler, latents))
        }
        let failure = scored.failure
        scored = finite(scored.scores, of: rows, in: input)
        scored.failure = scored.failure ?? failure
        if let sampleSizeColumn {
            rowsOfFewSamples += scored.scores.count { $0[sampleSizeColumn] < Double(Self.fewSamples) }
        }
        return scored
    }

    private func bracket(
        _ rows: EncodedRows<Float>, with sampler: AnnealedImportanceSampler, _ latents: CompanionStream
    ) throws(Failure) -> [[Double]] {
        let latent = architecture.latent
        var z = try latents.next(rows.count, of: Shape([latent]))
        let bounds = z.withUnsafeMutableBufferPointer {
            sampler.bound(
                rows, latents: Matrix($0.baseAddress!, rows: rows.count, columns: latent), workers)
        }
        return bounds.map {
            $0.lower.scores + [$0.upper.logLikelihood, $0.upper.standardError, $0.gap]
        }
    }

    /// The rows before the first that has a score which is not finite.
    private func finite(_ scores: [[Double]], of rows: EncodedRows<Float>, in input: String) -> ScoredRows {
        for (index, values) in scores.enumerated() {
            for (column, value) in zip(columns, values) where !value.isFinite {
                if [.error, .bias].contains(column.kind) { continue }
                return ScoredRows(
                    rows: rows.prefix(index), scores: Array(scores.prefix(index)),
                    failure: Failure(
                        .failed,
                        "\(input): row \(rows.row + index): the model gave \(column.name) \(value), "
                            + "expected a finite number"))
            }
        }
        return ScoredRows(rows: rows, scores: scores)
    }

    /// What the rows that were added to ``summary`` come to; empty without rows.
    func quantities() -> [SummaryQuantity] { summary.quantities(workers) }
}
