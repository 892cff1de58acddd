import Compute

/// The bound on rows that are not trained on, with the same noise each time.
package struct Validation {
    private let rows: TrainingRows
    private let evaluator: Evaluator

    package init(
        _ packed: PackedModel<Float>, rows: TrainingRows, options: TrainingOptions, workers: Workers
    ) {
        precondition(rows.count > 0)
        self.rows = rows
        let weighs = options.importanceWeighted
        let draws = weighs ? options.draws : 1
        evaluator = Evaluator(
            packed,
            capacity: min(rows.count, Evaluator.capacity(size: 256, draws: draws, threads: workers.threads)),
            draws: draws,
            objective: weighs ? options.makeObjective() : EvidenceBound(),
            hasHoles: rows.source.hasHoles, seed: options.seed, workers: workers)
    }

    /// The means over all rows, and the first row whose terms are not finite.
    package func evaluate() -> (means: MeanTerms, firstNonFinite: Int?) {
        var sums = TermSums()
        var firstNonFinite: Int?
        for first in stride(from: 0, to: rows.count, by: evaluator.capacity) {
            let count = min(evaluator.capacity, rows.count - first)
            let terms = evaluator.evaluate(
                rows.batch(ArraySlice(first..<first + count)), count: count, row: first)
            for (index, terms) in terms.enumerated() {
                if !terms.isFinite { firstNonFinite = firstNonFinite ?? rows.indices[first + index] }
                sums.add(terms)
            }
        }
        return (sums.means, firstNonFinite)
    }
}
