/// Means of ``BoundTerms`` over rows, in nats per datapoint.
public struct MeanTerms: Equatable, Sendable {
    public let reconstruction: Double
    public let divergence: Double
    /// The importance-weighted bound, where that is the objective.
    public let importanceBound: Double?

    public var evidenceBound: Double { reconstruction - divergence }
    public var bound: Double { importanceBound ?? evidenceBound }
}

/// What one pass over the training rows gave.
public struct EpochReport: Sendable {
    /// Counts from 1.
    public let epoch: Int
    /// Training samples evaluated since the start.
    public let samples: Int
    /// Averaged over the epoch's minibatches, each before its step and, where weights have a posterior, by a draw of them.
    public let training: MeanTerms
    /// After the epoch's last step; by the means where weights have a posterior.
    public let validation: MeanTerms?
    /// Whether this is the best bound on validation rows so far.
    public let isBest: Bool
    /// KL(q(θ) ‖ p(θ)) / N after the epoch's last step, in nats per datapoint, where weights have a posterior: the bound of
    /// full variational Bayes is ``training`` less it.
    public let weightDivergence: Double?
    /// Of the epoch's last step.
    public let learningRate: Double
    public let beta: Double
    /// The mean probability of acceptance of the chains, where the objective has some.
    public let acceptance: Double?
    /// Training rows per second, validation not counted.
    public let rowsPerSecond: Double
    /// Since the start of the training.
    public let seconds: Double

    /// - Parameter state: after the epoch.
    init(_ state: TrainingCounts, validation: MeanTerms?, isBest: Bool, weightDivergence: Double?) {
        epoch = state.epoch
        samples = state.samples
        training = state.terms.means
        self.validation = validation
        self.isBest = isBest
        self.weightDivergence = weightDivergence
        learningRate = state.learningRate
        beta = state.beta
        acceptance = state.chains?.acceptance(rows: state.epochSamples)
        rowsPerSecond = Double(state.epochSamples) / max(state.epochSeconds, 1e-9)
        seconds = state.seconds
    }
}

/// Sums in the order of the rows.
struct TermSums: Codable, Equatable, Sendable {
    private var reconstruction = 0.0
    private var divergence = 0.0
    private var importanceBound: Double?
    private var count = 0

    mutating func add(_ terms: BoundTerms) {
        reconstruction += terms.reconstruction
        divergence += terms.divergence
        if let bound = terms.importanceBound { importanceBound = (importanceBound ?? 0) + bound }
        count += 1
    }

    mutating func add(_ sums: TermSums) {
        reconstruction += sums.reconstruction
        divergence += sums.divergence
        if let bound = sums.importanceBound { importanceBound = (importanceBound ?? 0) + bound }
        count += sums.count
    }

    var means: MeanTerms {
        MeanTerms(
            reconstruction: reconstruction / Double(count), divergence: divergence / Double(count),
            importanceBound: importanceBound.map { $0 / Double(count) })
    }
}

/// As numbers that can be added.
extension TermSums {
    static let valueCount = 5

    var values: [Double] {
        [reconstruction, divergence, importanceBound ?? 0, importanceBound == nil ? 0 : 1, Double(count)]
    }

    init(_ values: ArraySlice<Double>) {
        let values = Array(values)
        (reconstruction, divergence) = (values[0], values[1])
        importanceBound = values[3] > 0 ? values[2] : nil
        count = Int(values[4])
    }
}
