import Compute

/// The gradient of a minibatch that is cut into S parts, as the sum of theirs in one fixed tree: neighbours are added
/// first, then their sums. Each rank adds up parts of its own that stand together, and ranks exchange the sums, so that
/// the bytes depend on S alone.
///
/// Each layer is summed over the ranks as soon as its gradient is known, from the last layer on, while those of earlier
/// layers are computed.
public final class GradientShards<S: Real>: @unchecked Sendable {
    /// Parts of each minibatch.
    public let shards: Int
    /// Those of this rank.
    public let parts: Range<Int>
    private let parameters: PackedParameters<S>
    private let communicator: any Communicator
    /// The sums of parts that wait for their neighbours, the first one being that of the whole at the end.
    private let partial: [Buffer<S>]
    private let received: Buffer<S>
    private var count = 0

    /// Elements added by one thread at a time.
    private static var run: Int { 1 << 14 }

    /// - Precondition: `shards` is a power of two, and the number of ranks divides it.
    public init(of parameters: PackedParameters<S>, shards: Int, communicator: any Communicator) {
        precondition(shards.nonzeroBitCount == 1 && shards % communicator.ranks == 0)
        self.shards = shards
        self.parameters = parameters
        self.communicator = communicator
        let share = shards / communicator.ranks
        parts = communicator.rank * share..<(communicator.rank + 1) * share
        partial = (0...share.trailingZeroBitCount).map { _ in Buffer(count: parameters.buffer.count) }
        let largest = parameters.segments.map(\.count).max() ?? 0
        received = Buffer(count: communicator.ranks > 1 ? min(largest, 1 << 22) : 0)
    }

    /// Starts another minibatch.
    public func begin() { count = 0 }

    /// Adds the next part of this rank; ``total()`` is to follow the last one.
    ///
    /// - Parameters:
    ///   - gradient: of the mean over the rows of the part; nil: it has no rows.
    ///   - rows: of the part.
    ///   - total: rows of the minibatch.
    public func add(_ gradient: ParameterGradient<S>?, rows: Int, of total: Int, _ workers: Workers) {
        precondition(count < parts.count)
        let place = count.nonzeroBitCount
        // 1 where all parts have as many rows; 1/S is left to the step, and exact.
        let factor = Double(rows) * Double(shards) / Double(total)
        let merges = (~count).trailingZeroBitCount
        count += 1
        for segment in parameters.segments {
            if let gradient {
                gradient.store(segment, into: partial[place], workers)
                if factor != 1 { scale(partial[place], segment, by: factor, workers) }
            } else {
                partial[place].elements[segment].update(repeating: 0)
            }
            for merge in 0..<merges {
                add(partial[place - merge], to: partial[place - merge - 1], segment, workers)
            }
            if count == parts.count && communicator.ranks > 1 { startSum(segment) }
        }
    }

    /// Waits for the sums over the ranks and gives the gradient of the mean over the rows of the minibatch.
    ///
    /// - Precondition: all parts of this rank were added.
    public func total() -> StoredGradient<S> {
        precondition(count == parts.count)
        communicator.wait()
        return StoredGradient(buffer: partial[0], scale: 1 / Double(shards))
    }

    private func startSum(_ segment: Range<Int>) {
        let (communicator, sum, received) = (communicator, partial[0], received)
        communicator.schedule {
            communicator.sum(
                UnsafeMutableBufferPointer(rebasing: sum.elements[segment]), scratch: received.elements)
        }
    }

    private func scale(_ buffer: Buffer<S>, _ segment: Range<Int>, by factor: Double, _ workers: Workers) {
        workers.run(count: segment.count, by: Self.run) { range in
            multiply(part(of: buffer, segment, range), by: factor)
        }
    }

    private func add(
        _ x: Buffer<S>, to y: Buffer<S>, _ segment: Range<Int>, _ workers: Workers
    ) {
        workers.run(count: segment.count, by: Self.run) { range in
            Networks.add(part(of: x, segment, range), to: part(of: y, segment, range))
        }
    }

    private func part(
        of buffer: Buffer<S>, _ segment: Range<Int>, _ range: Range<Int>
    ) -> UnsafeMutableBufferPointer<S> {
        UnsafeMutableBufferPointer(
            start: buffer.base + segment.lowerBound + range.lowerBound, count: range.count)
    }
}

extension PackedParameters {
    /// The elements of each layer, the last one first, and of each vector.
    var segments: [Range<Int>] {
        layers.reversed().map(\.elements).filter { !$0.isEmpty } + vectorIndices.map { range(ofVector: $0) }
    }

    /// All elements of ``segments``, as ``ParameterGradient/runs``.
    var runs: [(range: Range<Int>, layer: PackedLayer<S>?)] {
        layers.flatMap { layer in
            (0..<layer.outputPanels).map { (layer.elements(ofPanels: $0..<$0 + 1), layer) }
        }
    }
}
