/// How far a training has come, in numbers.
public struct TrainingCounts: Codable, Equatable, Sendable {
    /// The epoch under way, or the last one; counts from 1.
    public internal(set) var epoch = 0
    /// Training rows that this epoch has used.
    public internal(set) var epochSamples = 0
    /// Whether the epoch is not finished.
    public internal(set) var isInEpoch = false
    /// Training samples evaluated since the start.
    public internal(set) var samples = 0
    /// Steps since the start.
    public internal(set) var step = 0
    /// The learning rate and the weight of the KL term of the last step.
    public internal(set) var learningRate = 0.0
    public internal(set) var beta = 0.0
    /// Sums over the rows that this epoch has used.
    var terms = TermSums()
    /// Of an objective with chains.
    var chains: ChainTuning?
    /// Seconds of work since the start, and of this epoch's steps.
    public internal(set) var seconds = 0.0
    var epochSeconds = 0.0

    /// The mean bounds of the last finished epoch, in nats per datapoint.
    public internal(set) var trainingBound: Double?
    public internal(set) var validationBound: Double?
    /// The best bound on validation rows.
    public internal(set) var bestBound: Double?
    /// Epochs since then, and the most that there were between two better bounds before.
    public internal(set) var epochsSinceBest = 0
    var longestWait = 0

    /// The epoch whose parameters are kept: with validation rows the one with the best bound, without them the last one
    /// that gave finite terms.
    public internal(set) var keptEpoch: Int?
    /// The mean bound of that epoch on the training rows.
    public internal(set) var keptBound: Double?
    /// The last epoch, until its parameters have given finite terms.
    var unprovenEpoch: Int?

    public init() {}

    /// Epochs that are finished.
    public var finishedEpochs: Int { isInEpoch ? epoch - 1 : epoch }

    /// The most epochs that there ever were without a better bound.
    public var mostWaited: Int { max(longestWait, epochsSinceBest) }

    /// Whether a training with that patience would have come here.
    public func isReachable(withPatience patience: Int) -> Bool {
        longestWait < patience && epochsSinceBest <= patience
    }

    /// Whether a training of `rows` rows in minibatches of `batch` would have come here, wherever it was to end: no
    /// minibatch was made smaller by that end.
    public func endsStep(of batch: Int, rows: Int) -> Bool {
        epoch == 0 || epochSamples == rows || isInEpoch && epochSamples % batch == 0
    }

    /// Whether a training of `rows` rows can have these, as far as they show.
    public func isPossible(rows: Int) -> Bool {
        let counts = [epoch, samples, step, epochsSinceBest, longestWait, keptEpoch ?? 0, unprovenEpoch ?? 0]
        return counts.allSatisfy { 0...TrainingCounts.most ~= $0 } && 0...rows ~= epochSamples
            && epochSamples <= samples && (epoch > 0 || !isInEpoch && samples == 0)
    }

    private static let most = 1 << 62

    /// Whether training has gone on for so many epochs without a better bound.
    func hasWaited(_ patience: Int?) -> Bool { patience.map { epochsSinceBest >= $0 } ?? false }
}
