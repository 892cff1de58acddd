import Formats

/// One reading of a table, some blocks at a time on all processors.
final class BlockPass {
    /// Blocks that are worked on at a time.
    static let group = 8

    private let table: SchemaTable
    private let slots: Int
    let firstBlock: Int
    /// Ends of lines in front of each block.
    private var lines: [Int] = []
    private var passed = 0

    /// - Parameter slots: places that blocks are worked on in; block k goes to k modulo this.
    init(_ table: SchemaTable, slots: Int = BlockPass.group) {
        (self.table, self.slots, firstBlock) = (table, slots, table.firstBlock)
    }

    var name: String { table.name }

    /// How many blocks were read.
    var blockCount: Int { lines.count }

    /// The number of a line of some block.
    func line(_ block: Int, _ line: Int) -> Int { lines[block - firstBlock] + line + 1 }

    /// Calls `work` for each block on any thread, and then `take` in order.
    /// - Throws: bad data, where rows are wrong; what reading and `take` throw.
    func run(
        _ work: @escaping @Sendable (TableBlock, Int) -> BlockOutcome,
        taking take: (_ slot: Int, BlockOutcome) throws(Failure) -> Void
    ) throws(Failure) {
        while true {
            var blocks: [TableBlock] = []
            while blocks.count < slots, let block = try table.nextBlock() { blocks.append(block) }
            if blocks.isEmpty { return }
            let outcomes = Outcomes(blocks.count)
            let all = blocks
            runConcurrently(pieces: all.count) { piece in
                outcomes.set(piece, work(all[piece], piece))
            }
            for (slot, outcome) in outcomes.all.enumerated() {
                lines.append(passed)
                try check(outcome)
                passed += outcome.lines
                try take(slot, outcome)
            }
        }
    }

    private func check(_ outcome: BlockOutcome) throws(Failure) {
        guard let (line, column, message) = outcome.problem else { return }
        let sample = table.layout.sample
        let place = column.map { ", \(table.layout.label(ofPlace: $0))" } ?? ""
        var hint = ""
        if column == nil, sample.looksCommented {
            hint = "; --comment '#' leaves out what follows a #"
        } else if column == nil, message.contains(" cell"), let advice = table.separatorAdvice {
            hint = "; \(advice)"
        }
        throw .badData(table.name, "line \(passed + line + 1)\(place): \(message)\(hint)")
    }
}

private final class Outcomes: @unchecked Sendable {
    private(set) var all: [BlockOutcome]
    private let monitor = Monitor()

    init(_ count: Int) { all = Array(repeating: BlockOutcome(), count: count) }

    func set(_ index: Int, _ outcome: BlockOutcome) { monitor.locked { all[index] = outcome } }
}

/// Numbers of the rows of blocks, one buffer for each slot.
final class NumberBuffers: @unchecked Sendable {
    private let buffers: UnsafeMutableBufferPointer<[Double]>

    init(_ slots: Int) {
        buffers = .allocate(capacity: slots)
        buffers.initialize(repeating: [])
    }

    deinit {
        buffers.deinitialize()
        buffers.deallocate()
    }

    /// Lets one thread at a time use the buffer of a slot.
    func with<Result>(_ slot: Int, _ body: (inout [Double]) -> Result) -> Result { body(&buffers[slot]) }

    /// The numbers of a slot, while nobody works on them.
    subscript(slot: Int) -> [Double] { buffers[slot] }
}
