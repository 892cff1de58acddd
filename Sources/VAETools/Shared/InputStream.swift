import Formats
import Tensors

/// The records of all operands of a tool, as if they had been concatenated.
final class InputStream {
    private var operands: ArraySlice<String>
    private let raw: RawFormat?
    private var current: (any Operand)?
    private var first: InputRecord?

    /// The operand that is being read, as messages name it.
    private(set) var name = "standard input"
    /// How many rows of the whole stream have been given.
    private(set) var row = 0

    init(operands: [String], raw: RawFormat?) {
        self.operands = operands[...]
        self.raw = raw
    }

    /// The next record of any operand; nil at the end of the last one.
    ///
    /// - Throws: what reading throws; bad data where a record differs from the first in type or row shape.
    func nextRecord() throws(Failure) -> InputRecord? {
        while true {
            if let record = try current?.nextRecord() {
                try check(record)
                return record
            }
            guard let operand = operands.popFirst() else { return nil }
            current = try openOperand(operand, raw: raw)
            name = current!.name
        }
    }

    /// The next rows of the current record, at most `count`, or nil.
    func nextRows(upTo count: Int) throws(Failure) -> RowBlock? {
        let block = try current?.nextRows(upTo: count)
        row += block?.rows ?? 0
        return block
    }

    /// The next rows of this record or, after its end, of the next that has any; nil at the end of the stream.
    func nextRowsOfAnyRecord(upTo count: Int) throws(Failure) -> RowBlock? {
        while true {
            if let block = try nextRows(upTo: count) { return block }
            guard try nextRecord() != nil else { return nil }
        }
    }

    private func check(_ record: InputRecord) throws(Failure) {
        guard record.rowShape.count > 0 else {
            throw Failure.badData(name, "found rows of \(record.rowShape), expected values in them")
        }
        let first = first ?? record
        self.first = first
        guard record.rowShape == first.rowShape, record.elementType == first.elementType else {
            throw Failure.badData(
                name,
                "found rows of \(record.elementType.rawValue) \(record.rowShape), expected "
                    + "\(first.elementType.rawValue) \(first.rowShape) like those before")
        }
    }
}
