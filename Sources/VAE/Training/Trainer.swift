import Compute
import Networks

/// How a training ended without failing.
public enum TrainingOutcome: Equatable, Sendable {
    /// The budget is spent.
    case completed
    /// No better bound on validation rows within the patience.
    case stoppedEarly
    /// The caller asked to stop.
    case interrupted
}

/// Algorithm 1 of Kingma & Welling 2014: minibatches in a fresh order each epoch, noise, the gradient of the
/// objective, a step.
///
/// The same seed, data and options give the same parameters for any number of threads, and from any state that a training
/// is gone on from.
public final class Trainer {
    /// What a training has come to, after each step.
    public struct Progress: Sendable {
        public let epoch: Int
        public let samples: Int
        public let totalSamples: Int
        /// The mean bound over the epoch so far, in nats per datapoint.
        public let bound: Double
    }

    public internal(set) var state: TrainingState

    let model: VariationalAutoencoder<Float>
    let rows: TrainingRows
    let validation: Validation?
    let options: TrainingOptions
    let objective: any Objective
    let workers: Workers
    package let packed: PackedModel<Float>
    let pass: ModelPass<Float>
    let gatherer: MinibatchGatherer
    /// In the place of these two, where the model has a classifier.
    private let labelled: LabelledMinibatches?
    let chains: PersistentChains?
    let updates: ParameterUpdates<Float>
    let likelihoodNumbers: LikelihoodNumbers
    let posterior: WeightPosterior<Float>?
    private var order: RowOrder
    /// Nil: minibatches are not cut.
    let shards: MinibatchShards?
    let communicator: any Communicator
    /// Whether a rank was asked to stop before the last step.
    var isStopAsked = false

    /// - Parameters:
    ///   - communicator: to the other ranks, all of which train with the same data, options and snapshot.
    ///   - snapshot: what to go on from, of a training with the same data, architecture and options; nil: the start.
    /// - Precondition: the number of ranks divides `options.shards`, which is nil for models with a classifier.
    /// - Precondition: where each rank has a share of the rows, the number of ranks divides the minibatch, and there are no
    ///   chains.
    /// - Precondition: there are training rows, and validation rows where `options.patience` asks for them.
    /// - Precondition: the model's weights have a posterior where `options.bayesian` asks for it.
    public init(
        _ model: VariationalAutoencoder<Float>, rows: TrainingRows, validation: TrainingRows? = nil,
        options: TrainingOptions, workers: Workers, communicator: any Communicator = SoleProcess(),
        from snapshot: TrainingSnapshot? = nil
    ) {
        precondition(rows.count > 0 && (options.patience == nil || validation != nil))
        precondition(rows.share.map { options.batch % $0.ranks == 0 } ?? true)
        precondition(model.hasWeightPosterior == (options.bayesian == true))
        self.model = model
        self.rows = rows
        self.options = options
        self.workers = workers
        self.communicator = communicator
        let packed = PackedModel(model, training: true, precision: options.precision)
        self.packed = packed
        self.validation = validation.map {
            Validation(
                packed, rows: $0, options: options, workers: workers, communicator: communicator)
        }
        objective = options.makeObjective()
        let batch = min(options.batch, rows.total)
        let capacity = MinibatchShards.capacity(rows: batch, shards: options.shards ?? 1)
        labelled =
            model.classifier == nil
            ? nil
            : LabelledMinibatches(
                rows, packed, capacity: batch, options: options, objective: objective, workers: workers)
        pass =
            labelled?.pass
            ?? ModelPass(
                packed, capacity: capacity, draws: options.draws, differentiates: true,
                form: BatchForm(hasMask: rows.source.hasHoles),
                dreams: objective.dreams
                    ? DreamPass(packed, capacity: capacity, seed: options.seed) : nil)
        gatherer = MinibatchGatherer(rows, into: pass, seed: options.seed, workers: workers)
        let (gatherer, pass, objective) = (gatherer, pass, objective)
        shards = options.shards.map {
            MinibatchShards(
                gatherer, into: pass, objective: objective, shards: $0, communicator: communicator,
                workers: workers)
        }
        chains =
            objective.bringsChains
            ? PersistentChains(
                packed, rows: rows.count, capacity: capacity, leapfrogSteps: MonteCarloEM.leapfrogSteps,
                noise: Noise(seed: options.seed, purpose: .chains), workers: workers) : nil
        posterior =
            model.hasWeightPosterior
            ? WeightPosterior(
                of: packed.parameters, precision: options.weightDecay, rows: rows.total, seed: options.seed)
            : nil
        updates = ParameterUpdates(
            of: packed.parameters, optimizer: options.makeOptimizer(),
            transforms: options.gradientTransforms, posterior: posterior)
        likelihoodNumbers = LikelihoodNumbers(packed, batch: options.batch, steps: objective.steps)
        order = RowOrder(rows, block: options.shuffleBlock, seed: options.seed)
        state = TrainingState(
            packed, optimizer: updates.state,
            chains: [chains, self.validation?.chains].compactMap { $0?.positions })
        if chains != nil { state.chains = ChainTuning() }
        if let snapshot {
            state.restore(snapshot)
            packed.save()
            if state.isInEpoch {
                order.begin(
                    epoch: state.epoch,
                    used: rows.share?.given(after: state.epochSamples, batch: options.batch)
                        ?? state.epochSamples)
            }
        }
    }

    /// What a training with the same data, architecture and options can go on from, now or between two steps.
    public func snapshot() -> TrainingSnapshot { state.snapshot() }

    /// Trains until the budget is spent, the patience runs out or `shouldStop` says so.
    ///
    /// Afterwards the model holds the parameters with the best bound on the validation rows or, without
    /// them, the last ones; after an error, those of the last epoch that gave finite terms.
    public func run(
        onEpoch: (EpochReport) -> Void = { _ in }, onStep: (Progress) -> Void = { _ in },
        shouldStop: () -> Bool = { false }
    ) throws(NumericalFailure) -> TrainingOutcome {
        let total = options.budget.samples(rows: rows.total)
        let clock = ContinuousClock()
        let (start, before) = (clock.now, state.seconds)
        func elapsed() -> Double { before + (clock.now - start) / .seconds(1) }
        while state.isInEpoch || state.samples < total {
            if !state.isInEpoch {
                if state.counts.hasWaited(options.patience) {
                    restoreKept()
                    return .stoppedEarly
                }
                beginEpoch()
            }
            let epochStart = elapsed() - state.epochSeconds
            while state.epochSamples < rows.total, state.samples < total {
                let left = min(rows.total - state.epochSamples, total - state.samples)
                // With other ranks, all stop after the same step.
                isStopAsked = communicator.ranks > 1 && shouldStop()
                try takeSteps(min(options.batch, left))
                state.seconds = elapsed()
                state.epochSeconds = state.seconds - epochStart
                onStep(
                    Progress(
                        epoch: state.epoch, samples: state.samples, totalSamples: total,
                        bound: state.terms.means.bound))
                if communicator.ranks > 1 ? isStopAsked : shouldStop() {
                    try settleOnInterrupt()
                    return .interrupted
                }
            }
            let (validation, isBest) = try endEpoch()
            state.seconds = elapsed()
            onEpoch(
                EpochReport(
                    state.counts, validation: validation, isBest: isBest,
                    weightDivergence: weightDivergence))
        }
        try proveLastEpoch()
        if validation != nil { restoreKept() }
        return state.counts.hasWaited(options.patience) ? .stoppedEarly : .completed
    }

    private func beginEpoch() {
        state.epoch += 1
        (state.epochSamples, state.epochSeconds, state.terms) = (0, 0, TermSums())
        state.chains?.beginEpoch()
        state.isInEpoch = true
        order.begin(epoch: state.epoch)
    }

    /// The steps on the next minibatch.
    private func takeSteps(_ count: Int) throws(NumericalFailure) {
        state.learningRate = options.learningRate(at: state.samples, rows: rows.total)
        state.beta = options.beta(at: state.samples, rows: rows.total)
        let minibatch = order.nextMinibatch(count)
        if let shards { return try takeSteps(minibatch, shards) }
        let positions = minibatch.positions
        gather(positions)
        moveChains(positions)
        let before = state.terms
        for step in 0..<objective.steps {
            state.step += 1
            posterior?.draw(step: state.step, workers)
            var sums = before
            let gradient = try gradient(positions, sums: &sums)
            if step == 0 { state.terms = sums }
            updates.apply(
                likelihoodNumbers.update(
                    gradient, observed: observedMean(count: positions.count), step: state.step),
                number: state.step, rate: state.learningRate,
                decay: options.weightDecay / Double(rows.total), workers)
        }
        state.samples += positions.count
        state.epochSamples += positions.count
    }

    func gather(_ positions: ArraySlice<Int>) {
        if let labelled {
            labelled.gather(positions, sample: state.samples, step: state.step + 1)
        } else {
            gatherer.gather(positions, sample: state.samples)
        }
    }

    private func observedMean(count: Int) -> Double {
        labelled?.observedMean(count: count) ?? pass.observedMean(count: count)
    }

    /// A transition of the chains of a minibatch that was gathered, to z of the steps that follow.
    private func moveChains(_ positions: ArraySlice<Int>) {
        guard let chains, var tuning = state.chains else { return }
        tuning.add(
            chains.advance(
                positions, of: pass.dataRows(0..<positions.count), stepSize: tuning.stepSize,
                visit: state.samples))
        state.chains = tuning
        chains.copyLatents(of: positions, to: pass.latents)
    }

    /// The gradient of a minibatch that was gathered, whose terms are all finite. Parameters that gave them are worth keeping.
    func gradient(
        _ positions: ArraySlice<Int>, sums: inout TermSums
    ) throws(NumericalFailure) -> ParameterGradient<Float> {
        let gradient =
            labelled?.differentiate(beta: state.beta)
            ?? objective.differentiate(positions.count, of: pass, beta: state.beta, workers)
        for (row, position) in positions.enumerated() {
            let terms = labelled?.terms[row] ?? pass.terms(of: row)
            if let name = terms.firstNonFinite { throw fail(tensor: name, row: rows.index(position)) }
            sums.add(terms)
        }
        keepProven()
        return gradient
    }
}
