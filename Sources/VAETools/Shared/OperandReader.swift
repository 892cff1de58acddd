import Formats
import Tensors

/// What the operands of a tool hold, in its order.
enum InputEvent: Sendable {
    /// The name of the operand whose records follow.
    case operand(String)
    case record(Record)
    case rows(RowBlock)
    /// Nothing follows the last two.
    case failure(Failure)
    case end

    /// How much memory it takes, more or less.
    var weight: Int {
        // A block of a few small rows is mostly what holds it.
        if case .rows(let block) = self, block.mappedFile == nil { return 128 + block.rows * block.rowSize }
        return 64
    }
}

/// Reads all operands from beginning to end.
struct OperandReader {
    /// Bytes of a block of rows where nothing else says how many.
    private static let largeRead = 1 << 20

    private var rest: ArraySlice<String>
    private let raw: RowForm?
    /// Rows of a block; nil: as many as make a large read.
    private let batch: Int?
    private let maps: Bool

    private var operand: (any Operand)?
    /// Rows of a block of the record that is being read; nil: none is.
    private var step: Int?
    private var first: RowForm?
    /// Rows that the headers so far have told.
    private var rows = 0
    private var isOver = false

    /// - Parameters:
    ///   - batch: rows of a block; nil: as many as make a large read.
    ///   - maps: whether rows of regular files may be memory of the file.
    init(operands: [String], raw: RowForm?, batch: Int?, maps: Bool) {
        rest = operands[...]
        (self.raw, self.batch, self.maps) = (raw, batch, maps)
    }

    /// The next event; nil behind `.end` and `.failure`.
    mutating func next() -> InputEvent? {
        guard !isOver else { return nil }
        do throws(Failure) {
            if let event = try read() { return event }
            isOver = true
            return .end
        } catch {
            isOver = true
            return .failure(error)
        }
    }

    private mutating func read() throws(Failure) -> InputEvent? {
        while true {
            guard let operand else {
                guard let name = rest.popFirst() else { return nil }
                let operand = try openOperand(name, raw: raw, maps: maps)
                self.operand = operand
                return .operand(operand.name)
            }
            if let step, let block = try operand.nextRows(upTo: step) { return .rows(block) }
            step = nil
            guard let record = try operand.nextRecord() else {
                self.operand = nil
                continue
            }
            try add(record, in: operand.name)
            step = batch ?? max(OperandReader.largeRead / record.rowSize, 1)
            return .record(record)
        }
    }

    private mutating func add(_ record: Record, in name: String) throws(Failure) {
        let first = first ?? record.form
        self.first = first
        try check(record, like: first, in: name)
        // What tools compute from the rows of headers holds for all of them together.
        let (sum, overflow) = rows.addingReportingOverflow(record.rows)
        guard !overflow else {
            throw .badData(name, "found 2^63 rows or more in all, expected fewer")
        }
        rows = sum
    }

    private func check(_ record: Record, like first: RowForm, in name: String) throws(Failure) {
        guard record.columns > 0 else {
            throw Failure.badData(name, "found rows of \(record.rowShape), expected values in them")
        }
        guard record.form == first else {
            throw Failure.badData(
                name, "found rows of \(record.form), expected \(first) like those before")
        }
    }
}
