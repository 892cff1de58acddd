import Formats
import Tensors

/// The records of all operands of a tool, as if they had been concatenated.
///
/// A thread reads ahead, a few blocks of rows or the errors that end them, while the caller works on what came
/// before; where the system grants none, the caller reads. Where a file may be mapped, its rows are given as they stand there.
final class InputStream {
    /// The most bytes of rows that wait to be asked for; one block may be larger.
    private static let limit = 1 << 20

    private var reader: OperandReader
    private var isStarted = false
    /// Whether nobody else reads.
    private var readsItself = false
    private let events = BoundedQueue<InputEvent>(limit: limit)
    /// Taken from the queue and not yet asked for.
    private var next: InputEvent?

    /// The operand that is being read, as messages name it.
    private(set) var name = "standard input"
    /// The index of the next row in the whole data.
    private(set) var row: Int
    private let firstRow: Int
    /// How many rows have been given.
    var rows: Int { row - firstRow }
    /// Nil: nobody computes with the rows.
    private var integers: IntegerColumns?

    /// - Parameters:
    ///   - batch: rows that are worked on at a time, and read so; nil: as many as make a large read.
    ///   - maps: give rows of regular files, where they can be used as they stand, as memory of the file.
    ///   - computes: fail at the end where double precision does not tell integers of 64 bits apart.
    ///   - firstRow: the index of the first row in the whole data.
    init(
        operands: [String], raw: RowForm?, batch: Int?, maps: Bool = false, computes: Bool = false,
        firstRow: Int = 0
    ) {
        row = firstRow
        self.firstRow = firstRow
        integers = computes ? IntegerColumns() : nil
        reader = OperandReader(operands: operands, raw: raw, batch: batch, maps: maps)
    }

    deinit { events.close() }

    /// The next record of any operand, after skipping the rows of the last one that were not asked for; nil at
    /// the end of the last operand.
    ///
    /// - Throws: what reading throws; bad data where a record differs from the first in type or row shape, or where
    ///   integers cannot be computed with.
    func nextRecord() throws(Failure) -> Record? {
        while true {
            switch peek() {
            case .record(let record):
                next = nil
                return record
            case .operand(let operand):
                next = nil
                name = operand
            case .rows: next = nil
            case .failure(let failure): throw failure
            case .end:
                try integers?.check(name)
                return nil
            }
        }
    }

    /// The next rows of the current record, at most `count`, or nil.
    func nextRows(upTo count: Int) throws(Failure) -> RowBlock? {
        let event = peek()
        if case .failure(let failure) = event { throw failure }
        guard case .rows(var block) = event else { return nil }
        next = nil
        if block.rows > count {
            next = .rows(block[count..<block.rows])
            block = block[0..<count]
        }
        row += block.rows
        integers?.add(block)
        return block
    }

    /// The next rows of this record or, after its end, of the next that has any; nil at the end of the stream.
    func nextRowsOfAnyRecord(upTo count: Int) throws(Failure) -> RowBlock? {
        while true {
            if let block = try nextRows(upTo: count) { return block }
            guard try nextRecord() != nil else { return nil }
        }
    }

    private func peek() -> InputEvent {
        if let next { return next }
        if !isStarted { startReading() }
        let event = readsItself ? reader.next()! : events.pop()!
        next = event
        return event
    }

    private func startReading() {
        isStarted = true
        // The thread has a reader of its own from here on.
        nonisolated(unsafe) let reader = reader
        let events = events
        readsItself = !detachThread {
            var reader = reader
            while let event = reader.next(), events.push(event, weight: event.weight) {}
        }
    }
}
