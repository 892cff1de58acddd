import Compute

/// The first value that was not finite, where it stood and what was kept.
public struct NumericalFailure: Error, Equatable, CustomStringConvertible {
    public let step: Int
    public let epoch: Int
    /// The name of a parameter, or of a term of the bound.
    public let tensor: String
    /// The row of the training data, or the index within the parameter.
    public let row: Int
    /// The epoch whose model the parameters are back at; nil: none was finished.
    public let keptEpoch: Int?

    public var description: String {
        "found a value that is not finite in \(tensor), row \(row), at step \(step) of epoch \(epoch), "
            + "expected finite numbers; a smaller learning rate or gradient clipping may help"
    }
}

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
/// bound, a step.
///
/// The same seed, data and options give the same parameters for any number of threads.
public final class Trainer {
    /// Where a training stands, after each step.
    public struct Progress: Sendable {
        public let epoch: Int
        public let samples: Int
        public let totalSamples: Int
        /// The mean bound over the epoch so far, in nats per datapoint.
        public let bound: Double
    }

    private let model: VariationalAutoencoder<Float>
    private let rows: TrainingRows
    private let validation: Validation?
    private let options: TrainingOptions
    private let workers: Workers
    package let packed: PackedModel<Float>
    private let minibatch: Minibatch
    private let updates: ParameterUpdates
    private let kept: Buffer<Float>

    private var keptEpoch: Int?
    /// The last epoch, until its parameters have given finite terms.
    private var unprovenEpoch: Int?
    private var samples = 0
    private var step = 0
    private var rate = 0.0
    private var beta = 0.0

    /// - Precondition: there are training rows, and validation rows where `options.patience` asks for them.
    public init(
        _ model: VariationalAutoencoder<Float>, rows: TrainingRows, validation: TrainingRows? = nil,
        options: TrainingOptions, workers: Workers
    ) {
        precondition(rows.count > 0 && (options.patience == nil || validation != nil))
        self.model = model
        self.rows = rows
        self.options = options
        self.workers = workers
        let packed = PackedModel(model, training: true, precision: options.precision)
        self.packed = packed
        self.validation = validation.map {
            Validation(packed, rows: $0, options: options, workers: workers)
        }
        minibatch = Minibatch(packed, rows: rows, options: options, workers: workers)
        updates = ParameterUpdates(packed, options: options)
        kept = Buffer(count: model.parameters.buffer.count)
    }

    /// Trains until the budget is spent, the patience runs out or `shouldStop` says so.
    ///
    /// Afterwards the model holds the parameters with the best bound on the validation rows or, without
    /// them, the last ones; after an error, those of the last epoch that gave finite terms.
    public func run(
        onEpoch: (EpochReport) -> Void = { _ in }, onStep: (Progress) -> Void = { _ in },
        shouldStop: () -> Bool = { false }
    ) throws(NumericalFailure) -> TrainingOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        var order = RowOrder(rows, block: options.shuffleBlock, seed: options.seed)
        let total = options.budget.samples(rows: rows.count)
        var best = -Double.infinity
        var epochsSinceBest = 0
        var epoch = 0
        while samples < total {
            epoch += 1
            packed.load()
            let epochStart = clock.now
            let before = samples
            order.begin(epoch: epoch)
            var sums = TermSums()
            for first in stride(from: 0, to: rows.count, by: options.batch) where samples < total {
                let end = min(first + options.batch, rows.count, first + total - samples)
                try takeStep(order.next(end - first), epoch: epoch, sums: &sums)
                onStep(
                    Progress(
                        epoch: epoch, samples: samples, totalSamples: total, bound: sums.means.bound))
                if shouldStop() {
                    try settleOnInterrupt(epoch: epoch)
                    return .interrupted
                }
            }
            let trainingTime = clock.now - epochStart
            packed.save()
            try checkParameters(epoch: epoch)
            let terms = try scoreValidationRows(epoch: epoch)
            let isBest = terms.map { $0.bound > best } ?? false
            if let terms, isBest { best = terms.bound }
            if isBest { keep(epoch) }
            if terms == nil { unprovenEpoch = epoch }
            epochsSinceBest = isBest ? 0 : epochsSinceBest + 1
            onEpoch(
                EpochReport(
                    epoch: epoch, samples: samples, training: sums.means, validation: terms,
                    isBest: isBest, learningRate: rate, beta: beta,
                    rowsPerSecond: Double(samples - before) / max(trainingTime / .seconds(1), 1e-9),
                    seconds: (clock.now - start) / .seconds(1)))
            if let patience = options.patience, epochsSinceBest >= patience {
                restore()
                return .stoppedEarly
            }
        }
        try proveLastEpoch()
        if validation != nil { restore() }
        return .completed
    }

    private func takeStep(
        _ positions: ArraySlice<Int>, epoch: Int, sums: inout TermSums
    ) throws(NumericalFailure) {
        step += 1
        rate = rate(at: samples)
        beta = beta(at: samples)
        let gradient = try gradient(positions, epoch: epoch, sums: &sums)
        updates.take(
            gradient, step: step, rate: rate, decay: options.weightDecay / Double(rows.count), workers)
        samples += positions.count
    }

    /// The gradient of a minibatch whose terms are all finite. Parameters that gave them are worth keeping.
    private func gradient(
        _ positions: ArraySlice<Int>, epoch: Int, sums: inout TermSums
    ) throws(NumericalFailure) -> BoundGradient<Float> {
        let gradient = minibatch.differentiate(positions, sample: samples, beta: beta)
        for (row, position) in positions.enumerated() {
            let terms = minibatch.terms(row)
            guard terms.isFinite else {
                let tensor =
                    !terms.reconstruction.isFinite
                    ? "reconstruction" : !terms.divergence.isFinite ? "KL divergence" : "importance weights"
                throw fail(tensor: tensor, row: rows.indices[position], epoch: epoch)
            }
            sums.add(terms)
        }
        if let epoch = unprovenEpoch { keep(epoch) }
        return gradient
    }

    /// Finite parameters may give terms that are not.
    private func proveLastEpoch() throws(NumericalFailure) {
        guard let epoch = unprovenEpoch else { return }
        var unused = TermSums()
        let first = ArraySlice(0..<min(options.batch, rows.count))
        _ = try gradient(first, epoch: epoch, sums: &unused)
    }

    private func scoreValidationRows(epoch: Int) throws(NumericalFailure) -> MeanTerms? {
        guard let validation else { return nil }
        let scores = validation.evaluate()
        if let row = scores.firstNonFinite { throw fail(tensor: "validation bound", row: row, epoch: epoch) }
        return scores.means
    }

    private func rate(at samples: Int) -> Double {
        let total = Double(options.budget.samples(rows: rows.count))
        let warm = ramp(samples, epochs: options.warmup)
        let fall = options.schedule.factor(
            at: Double(samples) / total, epochs: Double(samples) / Double(rows.count))
        return options.learningRate * warm * fall
    }

    private func beta(at samples: Int) -> Double { options.beta * ramp(samples, epochs: options.klWarmup) }

    /// Rises from the first minibatch on, where it is above zero already, to 1 after `epochs`.
    private func ramp(_ samples: Int, epochs: Double) -> Double {
        let length = epochs * Double(rows.count)
        return length > 0 ? min(Double(samples + min(options.batch, rows.count)) / length, 1) : 1
    }

    private func keep(_ epoch: Int) {
        kept.copy(from: model.parameters.buffer)
        keptEpoch = epoch
        unprovenEpoch = nil
    }

    private func restore() {
        if keptEpoch != nil { model.parameters.buffer.copy(from: kept) }
    }

    /// With validation rows the best epoch counts; without, the work since the last one is kept too.
    private func settleOnInterrupt(epoch: Int) throws(NumericalFailure) {
        packed.save()
        if validation != nil { restore() }
        try checkParameters(epoch: epoch)
    }

    private func checkParameters(epoch: Int) throws(NumericalFailure) {
        if let (name, index) = model.parameters.firstNonFinite() {
            throw fail(tensor: name, row: index, epoch: epoch)
        }
    }

    private func fail(tensor: String, row: Int, epoch: Int) -> NumericalFailure {
        restore()
        return NumericalFailure(
            step: step, epoch: epoch, tensor: tensor, row: row, keptEpoch: keptEpoch)
    }
}
