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
struct OperandReader: Sendable {
    /// Bytes of a block of rows where nothing else says how many.
    private static let largeRead = 1 << 20

    let operands: [String]
    let raw: RowForm?
    /// Rows of a block; nil: as many as make a large read.
    let batch: Int?
    /// Whether rows of regular files may be memory of the file.
    let maps: Bool

    /// Gives all events in order, until `give` returns false.
    func run(_ give: (InputEvent) -> Bool) {
        do throws(Failure) {
            if try read(give) { _ = give(.end) }
        } catch {
            _ = give(.failure(error))
        }
    }

    private func read(_ give: (InputEvent) -> Bool) throws(Failure) -> Bool {
        var first: RowForm?
        var rows = 0
        for name in operands {
            let operand = try openOperand(name, raw: raw, maps: maps)
            guard give(.operand(operand.name)) else { return false }
            while let record = try operand.nextRecord() {
                first = first ?? record.form
                try check(record, like: first!, in: operand.name)
                // What tools compute from the rows of headers holds for all of them together.
                let (sum, overflow) = rows.addingReportingOverflow(record.rows)
                guard !overflow else {
                    throw .badData(operand.name, "found 2^63 rows or more in all, expected fewer")
                }
                rows = sum
                guard give(.record(record)) else { return false }
                let batch = batch ?? max(OperandReader.largeRead / record.rowSize, 1)
                while let block = try operand.nextRows(upTo: batch) {
                    guard give(.rows(block)) else { return false }
                }
            }
        }
        return true
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
