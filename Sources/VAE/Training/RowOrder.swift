import Compute

/// The order in which an epoch takes the training rows: a fresh permutation each time, by (seed, epoch) alone.
///
/// Either all rows are shuffled, or, for data that does not fit the memory, blocks of consecutive rows are
/// taken in a random order, ``window`` of them at a time, whose rows are shuffled together. Then what is
/// read at any time is a few runs of rows, and the next ones are known before they are needed.
struct RowOrder {
    /// Blocks whose rows are mixed.
    static let window = 64

    private let rows: TrainingRows
    /// Rows of a block; nil: all rows are shuffled.
    private let block: Int?
    private let noise: Noise

    private var epoch = 0
    private var blocks: [Int] = []
    /// Positions that are shuffled and not yet given, from `given` on.
    private var positions: [Int] = []
    private var given = 0
    /// Blocks that came into `positions` so far.
    private var mixed = 0
    /// Rows given since the epoch began.
    private var used = 0

    init(_ rows: TrainingRows, block: Int?, seed: UInt64) {
        precondition(block ?? 1 > 0)
        self.rows = rows
        self.block = block
        noise = Noise(seed: seed, purpose: .shuffling)
    }

    /// Starts an epoch, which counts from 1, or goes on in it after `used` of its rows.
    mutating func begin(epoch: Int, used: Int = 0) {
        self.epoch = epoch
        (given, mixed, self.used) = (0, 0, 0)
        if let block {
            blocks = noise.permutation(of: (rows.count + block - 1) / block, row: place(0))
            positions = []
            announce()
        } else {
            positions = noise.permutation(of: rows.count, row: place(0))
        }
        _ = next(used)
    }

    /// The positions of the next rows of the epoch.
    /// - Precondition: the epoch has as many left.
    mutating func next(_ count: Int) -> ArraySlice<Int> {
        while positions.count - given < count { mixWindow() }
        defer { (given, used) = (given + count, used + count) }
        return positions[given..<given + count]
    }

    /// The rows that this rank gives to the next minibatch, of `count` rows.
    mutating func nextMinibatch(_ count: Int) -> Minibatch {
        let own = rows.part(of: count)
        var positions = next(min(own.count, rows.count - used))
        // A last minibatch that the budget cuts may want more rows of a rank than the epoch has left.
        while positions.count < own.count {
            begin(epoch: epoch)
            positions += next(min(own.count - positions.count, rows.count))
        }
        return Minibatch(rows: count, positions: positions, first: own.lowerBound)
    }

    /// The row of the noise of a permutation of this rank: 0 for the whole epoch or the order of its blocks, else the number of
    /// a window.
    private func place(_ number: Int) -> Int {
        epoch | number << 32 | (rows.share?.communicator.rank ?? 0) << 50
    }

    /// Appends the rows of the next blocks, shuffled.
    private mutating func mixWindow() {
        let range = upcoming
        precondition(!range.isEmpty, "an epoch has no more than \(rows.count) rows")
        positions.removeFirst(given)
        given = 0
        let window = blocks[range].flatMap { positions(of: $0) }
        let number = range.lowerBound / RowOrder.window + 1
        positions += noise.permutation(of: window.count, row: place(number)).map { window[$0] }
        mixed = range.upperBound
        announce()
    }

    private var upcoming: Range<Int> { mixed..<min(mixed + RowOrder.window, blocks.count) }

    private func positions(of block: Int) -> Range<Int> {
        block * self.block!..<min((block + 1) * self.block!, rows.count)
    }

    /// Lets the source know what the next window is made of.
    private func announce() {
        for block in blocks[upcoming] {
            let positions = positions(of: block)
            rows.source.willNeed(
                rows.indices[positions.lowerBound]..<rows.indices[positions.upperBound - 1] + 1)
        }
    }
}

/// The rows that a rank gives to a minibatch.
struct Minibatch {
    /// Of all ranks.
    let rows: Int
    /// Where the rank's rows stand among those that it trains on.
    let positions: ArraySlice<Int>
    /// The place of the first of them in the minibatch.
    let first: Int
}
