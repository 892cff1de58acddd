import Compute
import Networks

/// All that a training is between two steps: with the data, the architecture and the options, enough to go on. Noise
/// depends on the seed and on ``TrainingCounts/samples`` alone, and the order of the rows on the seed and the epoch, so
/// there is no generator to keep.
@dynamicMemberLookup
public struct TrainingState: Sendable {
    public internal(set) var counts = TrainingCounts()

    /// The parameters of ``TrainingCounts/keptEpoch``, in PyTorch's order.
    let kept: Buffer<Float>
    private let packed: PackedModel<Float>
    private let optimizer: OptimizerState<Float>
    private let chains: [Buffer<Float>]

    /// The start of a training.
    ///
    /// - Parameter chains: where chains stand, see ``TrainingSnapshot/chains``.
    init(_ packed: PackedModel<Float>, optimizer: OptimizerState<Float>, chains: [Buffer<Float>] = []) {
        self.chains = chains
        self.packed = packed
        self.optimizer = optimizer
        kept = Buffer(count: packed.model.parameters.buffer.count)
    }

    public internal(set) subscript<Value>(dynamicMember path: WritableKeyPath<TrainingCounts, Value>) -> Value
    {
        get { counts[keyPath: path] }
        set { counts[keyPath: path] = newValue }
    }

    /// A copy that any processor can go on from.
    func snapshot() -> TrainingSnapshot {
        let layout = packed.model.parameters.layout
        func unpacked(_ buffer: Buffer<Float>) -> ParameterStore<Float> {
            let store = ParameterStore<Float>(layout: layout)
            packed.parameters.save(buffer, to: store)
            return store
        }
        return TrainingSnapshot(
            counts: counts, parameters: unpacked(packed.parameters.buffer),
            kept: ParameterStore(layout: layout, buffer: Buffer(copying: kept)),
            optimizer: optimizer.buffers.map(unpacked), chains: chains.map { Buffer(copying: $0) })
    }

    /// Becomes the state that a snapshot of the same training was taken of.
    mutating func restore(_ snapshot: TrainingSnapshot) {
        precondition(snapshot.optimizer.count == optimizer.buffers.count)
        precondition(snapshot.chains.count == chains.count)
        counts = snapshot.counts
        kept.copy(from: snapshot.kept.buffer)
        packed.parameters.load(from: snapshot.parameters)
        for (buffer, store) in zip(optimizer.buffers, snapshot.optimizer) {
            packed.parameters.load(buffer, from: store)
        }
        for (buffer, saved) in zip(chains, snapshot.chains) { buffer.copy(from: saved) }
    }
}

/// A ``TrainingState`` as a file can hold it, its arrays laid out as the model's parameters.
public struct TrainingSnapshot: Sendable {
    public let counts: TrainingCounts
    public let parameters: ParameterStore<Float>
    /// The parameters of ``TrainingCounts/keptEpoch``; of no meaning where there is none.
    public let kept: ParameterStore<Float>
    /// What the optimiser keeps for each parameter: an array for each number.
    public let optimizer: [ParameterStore<Float>]
    /// Where the Markov chains of the training rows stand, and of the validation rows if there are any, N × J each; none
    /// without chains.
    public let chains: [Buffer<Float>]

    public init(
        counts: TrainingCounts, parameters: ParameterStore<Float>, kept: ParameterStore<Float>,
        optimizer: [ParameterStore<Float>], chains: [Buffer<Float>] = []
    ) {
        self.counts = counts
        self.parameters = parameters
        self.kept = kept
        self.optimizer = optimizer
        self.chains = chains
    }

    /// Whether it has the arrays of the optimiser of a training with those options.
    public func isComplete(for options: TrainingOptions) -> Bool {
        optimizer.count == options.makeOptimizer().kernel.states
    }

    /// Whether it has the chains of a training with those options, J coordinates for each training and validation row.
    public func hasChains(for options: TrainingOptions, rows: Int, validationRows: Int, latent: Int) -> Bool {
        let hasSome = options.makeObjective().bringsChains
        let sizes = hasSome ? [rows, validationRows].filter { $0 > 0 } : []
        return (counts.chains?.isPossible ?? false) == hasSome
            && chains.map(\.count) == sizes.map { $0 * latent }
    }
}
