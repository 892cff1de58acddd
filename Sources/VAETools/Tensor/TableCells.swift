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

    var rowSize: Int { table.columns.count * size }

    init(_ file: ImportFile, _ table: TableLayout, _ missing: MissingCells?, _ type: ElementType) {
        (self.file, self.table, self.missing, self.type) = (file, table, missing, type)
        size = type.size
        replacement = missing?.replacement(of: type) ?? []
    }

    /// Stores the numbers of the current row; false where the row is dropped.
    /// - Parameter target: has room for ``rowSize`` bytes.
    func store(_ row: DelimitedReader, at target: UnsafeMutableRawPointer) throws(Failure) -> Bool {
        for (index, column) in table.columns.enumerated() {
            let cell = row[column]
            let target = target + index * size
            if let number = DecimalNumber(cell) {
                guard type.encode(number, at: target) else {
                    throw failure(row, index, "found \(text(cell)), expected a number of \(type.rawValue)")
                }
            } else if isMissing(cell) {
                switch missing {
                case nil: throw failure(row, index, "found \(text(cell)), expected a number; see --missing")
                case .drop: return false
                case .nan, .number: target.copyMemory(from: replacement, byteCount: size)
                }
            } else {
                throw failure(row, index, "found \(text(cell)), expected a number")
            }
        }
        return true
    }

    private func failure(_ row: DelimitedReader, _ index: Int, _ message: String) -> Failure {
        file.failure("line \(row.line), \(table.label(index)): \(message)")
    }

    private func text(_ cell: UnsafeRawBufferPointer) -> String {
        cell.isEmpty ? "an empty cell" : "\"\(shown(String(decoding: cell.prefix(256), as: UTF8.self)))\""
    }
}
