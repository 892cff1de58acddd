import Compute
import Networks

/// All that a training is between two steps: with the data, the architecture and the options, enough to go on. Noise
/// depends on the seed and on ``samples`` alone, and the order of the rows on the seed and the epoch, so there is no
/// generator to keep.
public struct TrainingState: Sendable {
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
    /// Seconds of work since the start, and of this epoch's steps.
    public internal(set) var seconds = 0.0
    var epochSeconds = 0.0

    /// The best bound on validation rows, and how many epochs there were since.
    public internal(set) var bestBound = -Double.infinity
    public internal(set) var epochsSinceBest = 0
    /// The epoch whose parameters the best checkpoint has: with validation rows the one with the best bound, without
    /// them the last one that gave finite terms.
    public internal(set) var checkpointEpoch: Int?
    /// The last epoch, until its parameters have given finite terms.
    var unprovenEpoch: Int?

    /// Of the best checkpoint, in PyTorch's order.
    private(set) var checkpoint: Buffer<Float>
    /// The parameters and the optimizer state, packed alike.
    private(set) var parameters: Buffer<Float>
    private(set) var optimizer: OptimizerState<Float>

    /// The start of a training.
    init(_ packed: PackedModel<Float>, optimizer: OptimizerState<Float>) {
        parameters = packed.parameters.buffer
        self.optimizer = optimizer
        checkpoint = Buffer(count: packed.model.parameters.buffer.count)
    }

    /// A copy that shares no memory with this state.
    public func copy() -> TrainingState {
        var copy = self
        (copy.checkpoint, copy.parameters) = (Buffer(copying: checkpoint), Buffer(copying: parameters))
        copy.optimizer = OptimizerState(copying: optimizer)
        return copy
    }

    /// Becomes another state of the same training, in its own memory.
    mutating func restore(_ other: TrainingState) {
        let (checkpoint, parameters, optimizer) = (checkpoint, parameters, optimizer)
        self = other
        checkpoint.copy(from: other.checkpoint)
        parameters.copy(from: other.parameters)
        optimizer.copy(from: other.optimizer)
        (self.checkpoint, self.parameters, self.optimizer) = (checkpoint, parameters, optimizer)
    }
}
