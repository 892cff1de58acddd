/// Makes rows of numbers from the cells of a table that obeys a schema.
///
/// Several threads may use it at the same time.
public struct TableEncoder: Sendable {
    private let marks: CellMarks
    private let width: Int
    private let columns: [ColumnCodec]
    private let missingWords: MissingWords
    /// What becomes of a row with missing cells.
    private let dropsMissing: Bool

    /// - Parameters:
    ///   - places: where in the rows of the table each column of the schema stands.
    ///   - width: cells of a row.
    ///   - readsUnknown: whether words that are no categories are missing cells.
    public init(
        _ schema: TableSchema, _ marks: CellMarks, places: [Int], width: Int, readsUnknown: Bool = false,
        dropsMissing: Bool = false
    ) {
        (self.marks, self.width, self.dropsMissing) = (marks, width, dropsMissing)
        missingWords = schema.missingWords.map(MissingWords.init) ?? .usual
        let point = schema.decimal == "," ? UInt8(ascii: ",") : UInt8(ascii: ".")
        columns = zip(schema.columns, places).filter { $0.0.kind.isInArrays }.map {
            ColumnCodec($0, place: $1, point: point, readsUnknown: readsUnknown)
        }
    }

    /// Adds the numbers of all rows of a block.
    public func encode(_ block: TableBlock, to numbers: inout [Double]) -> BlockOutcome {
        var cells: [DelimitedCell] = []
        var rows = 0
        var outcome = block.forEachRow(marks, width: width, &cells) { (cells, line) throws(TableError) in
            let start = numbers.count
            for column in columns {
                let cell = block.bytes(of: cells[column.place])
                do throws(ColumnCodec.Mismatch) {
                    numbers.append(try column.number(cell, missingWords))
                } catch {
                    throw TableError(line: line, column: column.place, message: error.message)
                }
            }
            if dropsMissing, numbers[start...].contains(where: \.isNaN) {
                numbers.removeSubrange(start...)
            } else {
                rows += 1
            }
        }
        outcome.rows = rows
        return outcome
    }
}

/// Turns the cells of a column into numbers.
final class ColumnCodec: Sendable {
    /// Why a cell has no number.
    struct Mismatch: Error { let message: String }

    let place: Int
    private let kind: ColumnKind
    private let point: UInt8
    private let readsUnknown: Bool
    private let categories: WordTable
    private let names: [String]
    private let pattern: DatePattern?

    init(_ column: TableSchema.Column, place: Int, point: UInt8, readsUnknown: Bool) {
        (self.place, kind, self.point, self.readsUnknown) = (place, column.kind, point, readsUnknown)
        categories = WordTable(column.categories)
        names = column.categories
        pattern = column.datePattern
    }

    /// NaN for a missing cell.
    @inline(__always)
    func number(_ cell: UnsafeRawBufferPointer, _ missing: MissingWords) throws(Mismatch) -> Double {
        if kind.hasCategories {
            if let code = categories.index(of: cell) { return Double(code) }
            if readsUnknown || missing.contains(cell) { return .nan }
            throw mismatch(cell)
        }
        if missing.hasNumbers, missing.contains(cell) { return .nan }
        if let pattern {
            if let (value, _) = pattern.read(cell) { return value }
        } else if let number = CellNumber(cell, point: point) {
            if isValue(number.value) { return number.value }
            throw mismatch(cell)
        }
        guard missing.contains(cell) else { throw mismatch(cell) }
        return .nan
    }

    @inline(__always)
    private func isValue(_ value: Double) -> Bool {
        guard value.isFinite else { return false }
        guard kind.isWhole else { return true }
        return value == value.rounded() && abs(value) < 0x1p53 && (kind == .integer || value >= 0)
    }

    private func mismatch(_ cell: UnsafeRawBufferPointer) -> Mismatch {
        let found = cell.isEmpty ? "an empty cell" : "\"\(String(decoding: cell.prefix(60), as: UTF8.self))\""
        return Mismatch(message: "found \(found), expected \(expectation(cell))")
    }

    private func expectation(_ cell: UnsafeRawBufferPointer) -> String {
        if kind.hasCategories {
            let shown =
                names.prefix(6).map { "\"\($0)\"" }.joined(separator: " ") + (names.count > 6 ? " ..." : "")
            return
                "one of \(names.count) categories: \(shown); --unknown missing reads others as missing cells"
        }
        if let pattern { return "a \(kind.rawValue) such as \(pattern.text)" }
        let expected =
            switch kind {
            case .integer: "a whole number below 2^53"
            case .count: "a whole number from 0 to 2^53 - 1"
            default: "a number"
            }
        return MarkedNumber(cell, point: point).map { "\(expected); \($0.hint)" } ?? expected
    }
}
