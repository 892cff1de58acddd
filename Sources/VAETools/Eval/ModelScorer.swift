import Compute
import Distributions
import Formats
import Tensors
import VAE

/// What scores rows by one model's weights.
private struct WeightScoring {
    let packed: PackedModel<Float>
    let evaluator: Evaluator
    let estimators: [any LikelihoodEstimator]
    /// Nil: they are not wanted.
    let columnTerms: ColumnTerms?

    /// Takes in a batch of rows.
    ///
    /// - Returns: the terms of the bound; empty without an encoder.
    func read(_ rows: BatchRows, _ conditions: BatchConditions?, count: Int, row: Int) -> [BoundTerms] {
        guard packed.model.architecture.hasEncoder else {
            evaluator.load(rows, conditions: conditions, count: count, row: row)
            return []
        }
        return evaluator.evaluate(rows, conditions: conditions, count: count, row: row)
    }
}

/// One model at work on the rows of a stream.
final class ModelScorer {
    /// As the user named the model.
    let name: String
    /// What keeps the first row without a score from having one, and how many there are.
    private(set) var firstProblem: String?
    private(set) var unscored = 0
    /// Rows whose estimates are not reliable, of each method.
    private(set) var unreliable: [(method: String, rows: Int)]
    /// The values of rows with a score, and how many of them are missing.
    private(set) var values = 0
    private(set) var missing = 0
    /// How many values are observed of a row with a score, in the mean.
    var meanObserved: Double { Double(values - missing) / Double(max(summary.rows, 1)) }
    let architecture: Architecture
    let conditioning: Conditioning?
    let columns: [ScoreColumn]
    var summary: ModelSummary

    var packed: PackedModel<Float> { scoring.packed }

    private let scoring: WeightScoring
    /// With draws of the weights, in the place of ``scoring``.
    private let drawnScorings: [WeightScoring]
    private let annealedSampler: AnnealedImportanceSampler?
    /// Scores of the rows that p-values refer to, and what they come to; nil: none are wanted.
    private var referenceScores: [Double] = []
    private var reference: ReferenceScores?
    /// Of the score that p-values are of.
    private let scoreColumn: Int
    /// Where the noise of reference rows begins, far behind that of other rows.
    private static let referenceRow = 1 << 48
    /// Where latents lie.
    private let support: DistributionSupport
    private let workers: Workers

    /// - Parameter drawn: the model with draws of its weights, to be averaged over; empty: none.
    init(
        _ model: VariationalAutoencoder<Float>, drawn: [VariationalAutoencoder<Float>], name: String,
        options: EstimatorOptions, precision: Precision,
        draws: Int, perLatent: Bool, rows: RowOptions, capacity: Int, seed: UInt64, workers: Workers
    ) throws(Failure) {
        self.name = name
        self.workers = workers
        (architecture, conditioning) = (model.architecture, model.conditioning)
        support = model.prior.support
        if perLatent && !architecture.hasEncoder {
            throw Failure.usage(
                "--per-latent: found no encoder in \(name), expected one, whose posteriors it tells of")
        }
        if rows.perColumn && !architecture.hasEncoder {
            throw Failure.usage(
                "--per-column: found no encoder in \(name), expected one, whose bound is split over columns")
        }
        func scoring(
            _ model: VariationalAutoencoder<Float>, estimates: Bool
        ) throws(Failure) -> WeightScoring {
            let packed = PackedModel(model, training: options.runsChains, precision: precision)
            let evaluator = Evaluator(
                packed, capacity: capacity, draws: draws, commonNoise: options.commonNoise, seed: seed,
                workers: workers)
            return WeightScoring(
                packed: packed, evaluator: evaluator,
                estimators: estimates ? try options.estimators(packed, model: name, seed: seed) : [],
                columnTerms: rows.perColumn && estimates ? ColumnTerms(of: evaluator) : nil)
        }
        self.scoring = try scoring(model, estimates: drawn.isEmpty)
        var drawnScorings: [WeightScoring] = []
        for model in drawn { drawnScorings.append(try scoring(model, estimates: true)) }
        self.drawnScorings = drawnScorings
        let (packed, estimators) = (self.scoring.packed, (drawnScorings.first ?? self.scoring).estimators)
        annealedSampler = options.latents.map { _ in options.annealedSampler(packed, seed: seed) }
        let scores =
            (architecture.hasEncoder ? ScoreColumn.bound : [])
            + estimators.flatMap { ScoreColumn.estimate(by: $0.name, diagnostics: $0.diagnostics) }
            + (annealedSampler.map {
                ScoreColumn.estimate(by: $0.name, diagnostics: $0.diagnostics) + ScoreColumn.upperBound
            } ?? [])
        scoreColumn = scores.firstIndex { $0.name.hasPrefix("log_likelihood_") } ?? 0
        columns =
            scores + (rows.pValue ? [.pValue] : [])
            + (rows.perColumn ? ScoreColumn.terms(of: architecture) : [])
        summary = ModelSummary(columns, of: model, perLatent: perLatent, seed: seed)
        unreliable = columns.filter { $0.kind == .verdict }.map {
            ($0.name.replacing("reliable_", with: ""), 0)
        }
    }

    /// Scores the rows of a block; those without a score get ``ScoreColumn/missing`` ones, and are counted.
    ///
    /// - Parameters:
    ///   - row: the index of the first row in the stream.
    ///   - conditions: of these rows; nil: the model has none.
    ///   - latents: what the rows were drawn with, where that was asked for.
    func score(
        _ block: RowBlock, row: Int, in input: String, conditions: BatchConditions?, maximum: MaximumOptions,
        missing: MissingOptions, latents: CompanionStream?
    ) throws(Failure) -> ScoredRows {
        let scored = try score(
            block, row: row, noiseRow: row, in: input, conditions: conditions, maximum: maximum,
            missing: missing, latents: latents)
        count(scored)
        return scored
    }

    /// Scores rows that p-values refer to; ``finishReference()`` is to follow after the last.
    ///
    /// - Throws: bad data, where a row has no score.
    func addReference(
        _ block: RowBlock, row: Int, in input: String, maximum: MaximumOptions, missing: MissingOptions
    ) throws(Failure) {
        let scored = try score(
            block, row: row, noiseRow: Self.referenceRow + row, in: input, conditions: nil, maximum: maximum,
            missing: missing, latents: nil)
        if let problem = scored.problems.min(by: { $0.key < $1.key })?.value {
            throw Failure(.badData, problem)
        }
        referenceScores += scored.scores.map { $0[scoreColumn] }
    }

    func finishReference() {
        reference = ReferenceScores(referenceScores)
        referenceScores = []
    }

    /// - Parameter noiseRow: the place of the first row in the stream of noise.
    private func score(
        _ block: RowBlock, row: Int, noiseRow: Int, in input: String, conditions: BatchConditions?,
        maximum: MaximumOptions, missing: MissingOptions, latents: CompanionStream?
    ) throws(Failure) -> ScoredRows {
        try checkWidth(
            of: block.rowShape, expected: architecture.shape, what: "this model", in: input)
        let values = InputValues(
            of: architecture, block.elementType, maximum,
            missing: missing.values(learned: architecture.missingValue))
        let scorings = drawnScorings.isEmpty ? [scoring] : drawnScorings
        var terms: [[BoundTerms]] = []
        let problems = values.loadRows(block, row: row, in: input) { rows in
            terms = scorings.map { $0.read(rows, conditions, count: block.rows, row: noiseRow) }
            if !drawnScorings.isEmpty {
                _ = scoring.read(rows, conditions, count: block.rows, row: noiseRow)
            }
        }
        let rows = scoring.evaluator.encodedRows(count: block.rows, row: noiseRow)
        var scored = ScoredRows(rows: rows, problems: problems, columns: columns)
        let usable = scored.usable
        for row in usable.joined() where architecture.hasEncoder {
            scored.scores[row] = [\.evidenceBound, \.reconstruction, \.divergence].map {
                (term: KeyPath<BoundTerms, Double>) in
                terms.reduce(0) { $0 + $1[row][keyPath: term] } / Double(terms.count)
            }
        }
        for range in usable {
            for index in scorings[0].estimators.indices {
                let estimates = scorings.map {
                    self.estimates(
                        $0.evaluator.encodedRows(count: block.rows, row: noiseRow)[range],
                        by: $0.estimators[index])
                }
                scored.append(
                    range.indices.map { place in
                        LikelihoodEstimate(averaging: estimates.map { $0[place - range.lowerBound] }).scores
                    }, to: range)
            }
        }
        if let annealedSampler, let latents {
            try bracket(&scored, usable, with: annealedSampler, latents)
        }
        addPValues(to: &scored)
        addColumnTerms(of: scorings, to: &scored)
        scored.findProblems(columns, firstRow: row, in: input)
        return scored
    }

    /// Calls `body` with the rows of a block as the model reads them.
    func withRows<Result>(
        _ block: RowBlock, row: Int, in input: String, maximum: MaximumOptions, missing: MissingOptions,
        _ body: (BatchRows) -> Result
    ) throws(Failure) -> Result {
        try checkWidth(
            of: block.rowShape, expected: architecture.shape, what: "this model", in: input)
        let values = InputValues(
            of: architecture, block.elementType, maximum,
            missing: missing.values(learned: architecture.missingValue))
        var result: Result?
        try values.load(block, row: row, in: input) { result = body($0) }
        return result!
    }

    private func addPValues(to scored: inout ScoredRows) {
        guard columns.contains(where: { $0.name == ScoreColumn.pValue.name }) else { return }
        for row in scored.usable.joined() {
            scored.scores[row].append(reference?.pValue(scored.scores[row][scoreColumn]) ?? .nan)
        }
    }

    /// Means over draws of the weights.
    private func addColumnTerms(of scorings: [WeightScoring], to scored: inout ScoredRows) {
        let terms = scorings.compactMap { $0.columnTerms?.evaluate(count: scored.rows.count, workers) }
        guard let first = terms.first else { return }
        for row in scored.usable.joined() {
            scored.scores[row] += first[row].indices.map { column in
                terms.reduce(0) { $0 + $1[row][column] } / Double(terms.count)
            }
        }
    }

    /// log p(x) of a row of which nothing is observed is 0.
    private func estimates(
        _ rows: EncodedRows<Float>, by estimator: any LikelihoodEstimator
    ) -> [LikelihoodEstimate] {
        estimator.estimate(rows, workers).enumerated().map { row, estimate in
            rows.observedCount(row) > 0
                ? estimate
                : LikelihoodEstimate(
                    logLikelihood: 0, standardError: 0, isReliable: true, diagnostics: estimate.diagnostics)
        }
    }

    private func bracket(
        _ scored: inout ScoredRows, _ usable: [Range<Int>], with sampler: AnnealedImportanceSampler,
        _ latents: CompanionStream
    ) throws(Failure) {
        let latent = architecture.latent
        var z = try latents.next(scored.rows.count, of: Shape([latent]))
        try support.check(z, columns: latent, row: scored.rows.row, in: latents.name)
        z.withUnsafeMutableBufferPointer {
            let z = Matrix($0.baseAddress!, rows: scored.rows.count, columns: latent)
            for range in usable {
                let bounds = sampler.bound(scored.rows[range], latents: z[range], workers)
                scored.append(bounds.map(\.scores), to: range)
            }
        }
    }

    private func count(_ scored: ScoredRows) {
        firstProblem = firstProblem ?? scored.problems.min { $0.key < $1.key }?.value
        unscored += scored.problems.count
        for range in scored.usable {
            for row in range {
                values += architecture.dimensions
                missing += architecture.dimensions - scored.rows.observedCount(row)
            }
        }
        let verdicts = columns.indices.filter { columns[$0].kind == .verdict }
        for (method, column) in verdicts.enumerated() {
            unreliable[method].rows += scored.scores.count { $0[column] == 0 }
        }
    }

    /// What the rows that were added to ``summary`` come to; empty without rows.
    func quantities() -> [SummaryQuantity] { summary.quantities(workers) }
}
