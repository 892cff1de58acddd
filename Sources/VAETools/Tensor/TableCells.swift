import Formats
import Tensors

/// Turns the cells of a row into numbers.
struct TableCells {
    private let file: ImportFile
    private let table: TableLayout
    private let missing: MissingCells?
    /// What stands for a cell without a number.
    private let replacement: [UInt8]
    private let type: ElementType
    /// Bytes of one element.
    private let size: Int
    private let point: UInt8
    private let words: MissingWords

    var rowSize: Int { table.columns.count * size }

    init(_ file: ImportFile, _ table: TableLayout, _ missing: MissingCells?, _ type: ElementType) {
        (self.file, self.table, self.missing, self.type) = (file, table, missing, type)
        size = type.size
        (point, words) = (table.sample.point, table.sample.missing)
        replacement = missing?.replacement(of: type) ?? []
    }

    /// Stores the numbers of the current row; false where the row is dropped.
    /// - Parameter target: has room for ``rowSize`` bytes.
    func store(_ row: DelimitedReader, at target: UnsafeMutableRawPointer) throws(Failure) -> Bool {
        for (index, column) in table.columns.enumerated() {
            let cell = row[column]
            let target = target + index * size
            let isMissing = words.hasNumbers && words.contains(cell)
            if !isMissing, let number = DecimalNumber(cell, point: point) {
                guard type.encode(number, at: target) else {
                    throw failure(row, index, "found \(text(cell)), expected a number of \(type.rawValue)")
                }
            } else if isMissing || words.contains(cell) {
                switch missing {
                case nil: throw failure(row, index, "found \(text(cell)), expected a number; see --missing")
                case .drop: return false
                case .nan, .number: target.copyMemory(from: replacement, byteCount: size)
                }
            } else {
                throw failure(row, index, "found \(text(cell)), expected \(expectation(cell))")
            }
        }
        return true
    }

    /// What should stand in a cell, and what to do where something else does.
    private func expectation(_ cell: UnsafeRawBufferPointer) -> String {
        let other = point == UInt8(ascii: ",") ? UInt8(ascii: ".") : UInt8(ascii: ",")
        if isInfinity(cell) { return "a finite number" }
        if DecimalNumber(cell, point: other) != nil {
            let (own, other) = point == UInt8(ascii: ",") ? ("comma", "point") : ("point", "comma")
            let mark = MarkedNumber(cell, point: point).map { ", or \($0.hint)" } ?? ""
            return "a number with a decimal \(own); --decimal \(other) reads the other\(mark)"
        }
        if let mark = MarkedNumber(cell, point: point) { return "a number; \(mark.hint)" }
        let columns = table.sample.numberColumns(width: table.width, hasHeader: table.hasHeader)
        guard !columns.isEmpty, columns.count < table.columns.count else { return "a number" }
        return "a number; --columns \(table.named(columns)) leaves out text"
    }

    private func failure(_ row: DelimitedReader, _ index: Int, _ message: String) -> Failure {
        file.failure("line \(row.line), \(table.label(index)): \(message)")
    }

    private func text(_ cell: UnsafeRawBufferPointer) -> String {
        cell.isEmpty ? "an empty cell" : "\"\(shown(String(decoding: cell.prefix(256), as: UTF8.self)))\""
    }
}
