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

    init(_ rows: TrainingRows, block: Int?, seed: UInt64) {
        precondition(block ?? 1 > 0)
        self.rows = rows
        self.block = block
        noise = Noise(seed: seed, purpose: .shuffling)
    }

    /// Starts an epoch, which counts from 1, or goes on in it after `used` of its rows.
    mutating func begin(epoch: Int, used: Int = 0) {
        self.epoch = epoch
        (given, mixed) = (0, 0)
        if let block {
            blocks = noise.permutation(of: (rows.count + block - 1) / block, row: epoch)
            positions = []
            announce()
        } else {
            positions = noise.permutation(of: rows.count, row: epoch)
        }
        _ = next(used)
    }

    /// The positions of the next rows of the epoch.
    /// - Precondition: the epoch has as many left.
    mutating func next(_ count: Int) -> ArraySlice<Int> {
        while positions.count - given < count { mixWindow() }
        defer { given += count }
        return positions[given..<given + count]
    }

    /// Appends the rows of the next blocks, shuffled.
    private mutating func mixWindow() {
        let range = upcoming
        precondition(!range.isEmpty, "an epoch has no more than \(rows.count) rows")
        positions.removeFirst(given)
        given = 0
        let window = blocks[range].flatMap { positions(of: $0) }
        // The first window has the number 1: 0 is the order of the blocks.
        let place = epoch | (range.lowerBound / RowOrder.window + 1) << 32
        positions += noise.permutation(of: window.count, row: place).map { window[$0] }
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
