/// Writes rows of numbers as the table that a schema describes.
///
/// What models make is written as the nearest value that the column can have: whole numbers are rounded, counts are at
/// least 0, codes are rounded and within the categories, days and times rounded to their smallest part, and fractions to
/// the column's decimals. Nothing else is cut to the range that was seen.
public struct TableWriter {
    private let columns: [ColumnWriter]
    private let separator: [UInt8]
    private let header: [UInt8]
    /// Numbers of a row.
    public let width: Int
    private var row = 0

    public init(_ schema: TableSchema) {
        let form = CellForm(schema)
        columns = schema.columns.filter { $0.kind != .ignored }.map { ColumnWriter($0, form) }
        separator = Array(schema.delimiter.utf8)
        width = schema.arrayColumns.count
        var header: [UInt8] = []
        if schema.hasHeader {
            for (index, column) in schema.columns.filter({ $0.kind != .ignored }).enumerated() {
                if index > 0 { header += separator }
                form.append(Array(column.name.utf8), to: &header)
            }
            header.append(0x0A)
        }
        self.header = header
    }

    /// Adds the names of the columns, if the table has them.
    public func appendHeader(to text: inout [UInt8]) { text += header }

    /// Adds a line for each row.
    /// - Parameter numbers: ``width`` of them in each row.
    /// - Returns: the place of a number that no column can have, as infinities; the rows before it are written. Nil:
    ///   there is none.
    public mutating func append(_ numbers: [Double], to text: inout [UInt8]) -> (row: Int, column: Int)? {
        for start in stride(from: 0, to: numbers.count, by: width) {
            let length = text.count
            var place = start
            for (index, column) in columns.enumerated() {
                if index > 0 { text += separator }
                if column.isIndex {
                    column.append(Double(row), to: &text)
                    continue
                }
                guard !numbers[place].isInfinite else {
                    text.removeSubrange(length...)
                    return (start / width, place - start)
                }
                column.append(numbers[place], to: &text)
                place += 1
            }
            text.append(0x0A)
            row += 1
        }
        return nil
    }
}

/// How words are told from each other in a table.
struct CellForm {
    private let marks: [UInt8]
    private let splitsAtBlanks: Bool
    private let skipsBlanks: Bool
    private let isOnly: Bool
    let point: UInt8

    init(_ schema: TableSchema) {
        splitsAtBlanks = schema.delimiter == " "
        skipsBlanks = schema.delimiter.utf8.count > 1
        isOnly = schema.columns.count { $0.kind != .ignored } == 1
        point = Array(schema.decimal.utf8)[0]
        marks = Array(schema.delimiter.utf8.prefix(1)) + [0x22, 0x0A, 0x0D] + (splitsAtBlanks ? [0x09] : [])
    }

    /// Adds a cell, in quotes where it needs them.
    func append(_ word: [UInt8], to text: inout [UInt8]) {
        let needsQuotes =
            word.contains { marks.contains($0) } || word.isEmpty && (isOnly || splitsAtBlanks)
            || skipsBlanks && word.first == 0x20
        guard needsQuotes else {
            text += word
            return
        }
        text.append(0x22)
        for byte in word {
            if byte == 0x22 { text.append(byte) }
            text.append(byte)
        }
        text.append(0x22)
    }

    /// Whether a number with a fraction needs quotes.
    var quotesFractions: Bool { marks[0] == point }
}

/// Writes the cells of a column.
struct ColumnWriter {
    private let kind: ColumnKind
    private let missing: [UInt8]
    /// As they stand in the table.
    private let categories: [[UInt8]]
    private let pattern: DatePattern?
    private let decimals: Int
    private let leastDecimals: Int
    private let hasExponents: Bool
    private let first: Double
    private let form: CellForm

    init(_ column: TableSchema.Column, _ form: CellForm) {
        func written(_ word: String) -> [UInt8] {
            var text: [UInt8] = []
            form.append(Array(word.utf8), to: &text)
            return text
        }
        kind = column.kind
        self.form = form
        missing = written(column.missing)
        categories = column.categories.map(written)
        pattern = column.datePattern
        decimals = column.decimals
        leastDecimals = column.kind.isWhole ? column.decimals : column.leastDecimals
        hasExponents = column.hasExponents
        first = column.minimum ?? 0
    }

    var isIndex: Bool { kind == .index }

    func append(_ value: Double, to text: inout [UInt8]) {
        if value.isNaN {
            text += missing
        } else if let pattern {
            var word: [UInt8] = []
            pattern.append(value, decimals: decimals, leastDecimals: leastDecimals, to: &word)
            form.append(word, to: &text)
        } else if kind.hasCategories {
            let code = min(max(value.rounded(.toNearestOrAwayFromZero), 0), Double(categories.count - 1))
            text += categories[Int(code)]
        } else {
            appendNumber(value, to: &text)
        }
    }

    private func appendNumber(_ value: Double, to text: inout [UInt8]) {
        var value = value
        switch kind {
        // Without a negative zero.
        case .integer: value = value.rounded() + 0
        case .count: value = max(value.rounded(), 0) + 0
        case .index: value += first
        default: break
        }
        let quotes = form.quotesFractions && decimals > 0
        let start = text.count
        if quotes { text.append(0x22) }
        if hasExponents, value != 0, abs(value) < 1e-4 || abs(value) >= 1e16 {
            PlainDecimal.appendWithExponent(value, decimals: decimals, point: form.point, to: &text)
        } else {
            PlainDecimal.append(
                value, decimals: decimals, leastDecimals: leastDecimals, point: form.point, to: &text)
        }
        if quotes {
            if text[start...].contains(form.point) { text.append(0x22) } else { text.remove(at: start) }
        }
    }
}
