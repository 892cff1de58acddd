import Compute
import Networks

/// The bound on rows that are not trained on, with the same noise each time. Of Monte Carlo EM, log p(x, z) at z of chains
/// of these rows, which make some transitions each time.
package struct Validation {
    private let rows: TrainingRows
    private let evaluator: Evaluator
    let chains: PersistentChains?
    private let workers: Workers
    /// Nil: the model has none.
    private let classifier: RowClassifier?
    private let logPriors: [Double]
    private let communicator: any Communicator

    /// Rows whose terms ranks exchange at a time.
    private static let block = 1 << 16

    /// Of the chains, so that they keep up with a model that changes in an epoch.
    private static let transitions = 5

    package init(
        _ packed: PackedModel<Float>, rows: TrainingRows, options: TrainingOptions, workers: Workers,
        communicator: any Communicator = SoleProcess()
    ) {
        precondition(rows.count > 0)
        self.communicator = communicator
        self.rows = rows
        self.workers = workers
        let objective = options.makeObjective()
        let weighs = options.importanceWeighted
        let draws = weighs ? options.draws : 1
        evaluator = Evaluator(
            packed,
            capacity: min(rows.count, Evaluator.capacity(size: 256, draws: draws, threads: workers.threads)),
            draws: draws,
            objective: weighs || objective.bringsChains ? objective : EvidenceBound(),
            hasHoles: rows.source.hasHoles, seed: options.seed, workers: workers)
        classifier =
            packed.model.classifier == nil
            ? nil
            : RowClassifier(packed, capacity: evaluator.capacity, seed: options.seed, workers: workers)
        logPriors = packed.model.conditioning?.logFrequencies ?? []
        chains =
            objective.bringsChains
            ? PersistentChains(
                packed, rows: rows.count, capacity: evaluator.capacity,
                leapfrogSteps: MonteCarloEM.leapfrogSteps,
                noise: Noise(seed: options.seed, purpose: .validationChains), workers: workers) : nil
    }

    /// The means over all rows, and the first row whose terms are not finite.
    ///
    /// - Parameter state: at the end of an epoch.
    package func evaluate(_ state: TrainingCounts = TrainingCounts()) -> (
        means: MeanTerms, firstNonFinite: Int?
    ) {
        var sums = TermSums()
        var firstNonFinite: Int?
        for first in stride(from: 0, to: rows.count, by: Self.block) {
            let block = first..<min(first + Self.block, rows.count)
            for (row, terms) in zip(block, termsOfAllRanks(block, state)) {
                if !terms.isFinite { firstNonFinite = firstNonFinite ?? rows.index(row) }
                sums.add(terms)
            }
        }
        return (sums.means, firstNonFinite)
    }

    /// Each rank evaluates some of the rows; with chains, which depend on each other's visits, all of them.
    private func termsOfAllRanks(_ block: Range<Int>, _ state: TrainingCounts) -> [BoundTerms] {
        guard chains == nil else { return batches(block, state) }
        let ranks = communicator.ranks
        let parts = (0..<ranks).map { block.part($0, of: ranks) }
        return communicator.gather(
            batches(parts[communicator.rank], state), counts: parts.map(\.count))
    }

    private func batches(_ range: Range<Int>, _ state: TrainingCounts) -> [BoundTerms] {
        stride(from: range.lowerBound, to: range.upperBound, by: evaluator.capacity).flatMap {
            terms($0..<min($0 + evaluator.capacity, range.upperBound), state)
        }
    }

    private func terms(_ range: Range<Int>, _ state: TrainingCounts) -> [BoundTerms] {
        let (positions, batch) = (ArraySlice(range), rows.batch(ArraySlice(range)))
        let conditions = rows.conditions(positions)
        if let classifier, let conditions { return terms(range, batch, conditions, classifier) }
        guard let chains, let tuning = state.chains else {
            return evaluator.evaluate(
                batch, conditions: conditions, count: range.count, row: range.lowerBound)
        }
        evaluator.load(batch, count: range.count, row: range.lowerBound)
        _ = chains.advance(
            positions, of: evaluator.pass.dataRows(0..<range.count), transitions: Self.transitions,
            stepSize: tuning.stepSize, visit: state.epoch * rows.count + range.lowerBound)
        chains.copyLatents(of: positions, to: evaluator.pass.latents)
        return evaluator.evaluate(loaded: range.count)
    }

    /// As in a training with a classifier, see ``LabelPass``.
    private func terms(
        _ range: Range<Int>, _ batch: BatchRows, _ conditions: BatchConditions, _ classifier: RowClassifier
    ) -> [BoundTerms] {
        func terms(_ conditions: BatchConditions) -> [BoundTerms] {
            evaluator.evaluate(batch, conditions: conditions, count: range.count, row: range.lowerBound)
        }
        let joint = zip(terms(conditions), conditions.classes).map { terms, index in
            index == BatchConditions.unknown ? terms : ClassSum.joint(terms, logPrior: logPriors[index])
        }
        guard conditions.hasUnknown else { return joint }
        let logProbabilities = classifier.logProbabilities(
            batch, conditions: conditions, count: range.count, row: range.lowerBound)
        let ofClasses = logPriors.indices.map { terms(conditions.with(class: $0, rows: range.count)) }
        return joint.indices.map { row in
            conditions.classes[row] == BatchConditions.unknown
                ? ClassSum.marginal(
                    ofClasses.map { $0[row] }, logProbabilities: logProbabilities[row], logPriors: logPriors)
                : joint[row]
        }
    }
}
