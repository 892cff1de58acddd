import Compute
import Formats
import Tensors
import VAE

/// One model at work on the rows of a stream: their scores, and what they come to together.
final class ModelScorer {
    /// As the user named the model.
    let name: String
    let architecture: Architecture
    let columns: [ScoreColumn]
    private(set) var latentStatistics: LatentStatistics

    private let evaluator: Evaluator
    private let estimators: [any LikelihoodEstimator]
    private let annealedSampler: AnnealedImportanceSampler?
    private let workers: Workers
    private var summaries: [ScoreSummary]
    /// The effective sample size of many draws.
    private let sampleSizeColumn: Int?
    /// Rows whose importance weights are in effect those of a few draws, where there are many.
    private(set) var rowsOfFewSamples = 0

    /// Rows that the aggregate posterior is estimated from.
    private static let aggregateRows = 4096

    /// How many are few, and how many are many.
    static let (fewSamples, manySamples) = (10, 100)
    private let aggregate: AggregatePosterior

    init(
        _ model: VariationalAutoencoder<Float>, name: String, options: EstimatorOptions, precision: Precision,
        draws: Int, capacity: Int, seed: UInt64, workers: Workers
    ) throws(Failure) {
        self.name = name
        self.workers = workers
        architecture = model.architecture
        let packed = PackedModel(model, training: options.differentiates, precision: precision)
        evaluator = Evaluator(packed, capacity: capacity, draws: draws, seed: seed, workers: workers)
        estimators = try options.estimators(packed, model: name, seed: seed)
        annealedSampler = options.latents.map { _ in options.annealedSampler(packed, seed: seed) }
        columns =
            ScoreColumn.bound
            + estimators.flatMap { ScoreColumn.estimate(by: $0.name, diagnostics: $0.diagnostics) }
            + (annealedSampler.map {
                ScoreColumn.estimate(by: $0.name, diagnostics: $0.diagnostics) + ScoreColumn.upperBound
            } ?? [])
        summaries = columns.map(ScoreSummary.init)
        sampleSizeColumn =
            options.importanceSamples ?? 0 >= Self.manySamples
            ? columns.firstIndex { $0.name == "ess_is" } : nil
        aggregate = AggregatePosterior(
            latent: architecture.latent, capacity: Self.aggregateRows, seed: seed)
        latentStatistics = LatentStatistics(latent: architecture.latent)
    }

    /// The scores of a block's rows, one for each of ``columns``.
    ///
    /// - Parameters:
    ///   - row: the place of the first row in the stream.
    func score(
        _ block: RowBlock, row: Int, in input: String, maximum: MaximumOptions, latents: TrueLatents?
    ) throws(Failure) -> [[Double]] {
        try checkWidth(
            of: block.rowShape, expected: architecture.shape, what: "this model", in: input)
        let divisor = maximum.divisor(of: block.elementType, learned: architecture.maximum)
        let values = InputValues(divisor: divisor, support: architecture.likelihood.support)
        let terms = try values.load(block, row: row, in: input) {
            evaluator.evaluate($0, count: block.rows, row: row)
        }
        var scores = terms.map { [$0.evidenceBound, $0.reconstruction, $0.divergence] }
        try check(scores, row: row, in: input)
        let rows = evaluator.encodedRows(count: block.rows, row: row)
        for estimator in estimators {
            append(estimator.estimate(rows, workers).map(\.scores), to: &scores)
        }
        if let annealedSampler, let latents {
            append(try bracket(rows, with: annealedSampler, latents), to: &scores)
        }
        try check(scores, row: row, in: input)
        latentStatistics.add(rows)
        aggregate.add(rows)
        for row in scores {
            for (column, value) in row.enumerated() { summaries[column].add(value) }
            if let column = sampleSizeColumn, row[column] < Double(Self.fewSamples) { rowsOfFewSamples += 1 }
        }
        return scores
    }

    private func append(_ others: [[Double]], to scores: inout [[Double]]) {
        for (row, values) in others.enumerated() { scores[row] += values }
    }

    private func bracket(
        _ rows: EncodedRows<Float>, with sampler: AnnealedImportanceSampler, _ latents: TrueLatents
    ) throws(Failure) -> [[Double]] {
        let latent = architecture.latent
        var z = try latents.next(rows.count, latent: latent, shape: Shape([latent]))
        let bounds = z.withUnsafeMutableBufferPointer {
            sampler.bound(
                rows, latents: Matrix($0.baseAddress!, rows: rows.count, columns: latent), workers)
        }
        return bounds.map {
            $0.lower.scores + [$0.upper.logLikelihood, $0.upper.standardError, $0.gap]
        }
    }

    private func check(_ scores: [[Double]], row: Int, in input: String) throws(Failure) {
        for (index, scores) in scores.enumerated() {
            for (column, value) in zip(columns, scores) where !value.isFinite {
                if case .error = column.kind { continue }
                throw Failure(
                    .failed,
                    "\(input): row \(row + index): the model gave \(column.name) \(value), "
                        + "expected a finite number")
            }
        }
    }

    /// What all rows come to; empty without rows.
    func summary() -> [SummaryQuantity] {
        let quantities = summaries.compactMap(\.quantity)
        guard !quantities.isEmpty else { return [] }
        let terms = aggregate.estimate(workers)
        let (information, divergence) = (terms.mutualInformation, terms.marginalDivergence)
        return quantities + [
            SummaryQuantity(
                name: "active_units", mean: Double(latentStatistics.activeUnits), standardError: nil),
            SummaryQuantity(
                name: "mutual_information", mean: information.mean,
                standardError: information.standardError),
            SummaryQuantity(
                name: "marginal_kl", mean: divergence.mean, standardError: divergence.standardError),
        ]
    }
}
