import Formats
import Plots

/// Tab-separated text with a header, as `vae-fit --log` and `vae-eval` write it, line by line.
final class TableReader {
    /// As messages name it.
    let name: String
    private(set) var header: [String] = []
    /// That of the line that was read last, from 1.
    var lineNumber: Int { lines.count }
    private var lines: LineReader

    /// - Throws: where there is no header.
    init(_ bytes: ByteReader, name: String) throws(Failure) {
        self.name = name
        lines = LineReader(bytes, name: name)
        let opening = try naming(name) { () throws(FormatError) in
            try bytes.peek(ForeignFormat.openingLength)
        }
        if let format = ForeignFormat(opening: opening), ![.text, .array].contains(format.kind) {
            throw .badData(
                name,
                "found \(format.name), expected tab-separated text with a header; \(format.advice)")
        }
        guard let fields = try nextFields() else {
            throw .badData(name, "found nothing, expected tab-separated text with a header")
        }
        header = fields
        // As spreadsheets and some shells mark UTF-8.
        if header[0].first == "\u{FEFF}" { header[0].removeFirst() }
        guard header.allSatisfy({ $0.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 0xFFFD } })
        else {
            throw .badData(name, "found binary data, expected tab-separated text with a header")
        }
        if let number = header.first(where: { Double($0) != nil }) {
            throw .badData(name, "line \(lineNumber): found \(number), expected a header")
        }
    }

    /// The index of a column.
    /// - Throws: where there is none of that name.
    func index(of column: String) throws(Failure) -> Int {
        if let index = header.firstIndex(of: column) { return index }
        throw .badData(name, "found columns \(header.joined(separator: " ")), expected one named \(column)")
    }

    /// The fields of the next line, as many as the header has; nil at the end.
    func nextLine() throws(Failure) -> [String]? {
        guard let fields = try nextFields() else { return nil }
        guard fields.count == header.count else {
            throw .badData(
                name,
                "line \(lineNumber): found \(fields.count) fields, expected \(header.count) as in the header")
        }
        return fields
    }

    /// The number in a field of the line that was read last.
    ///
    /// - Throws: where there is none, or one that is too large to be drawn.
    func number(_ fields: [String], at index: Int) throws(Failure) -> Double {
        if let number = Double(fields[index]), !(abs(number) > Axis.greatest) { return number }
        throw failure(fields, at: index, expected: "a finite number")
    }

    /// The number in a field, which must not be nan.
    func finiteNumber(_ fields: [String], at index: Int) throws(Failure) -> Double {
        let number = try number(fields, at: index)
        if number.isNaN { throw failure(fields, at: index, expected: "a finite number") }
        return number
    }

    /// The number in a field, which a logarithmic axis needs to be positive; nan is no point.
    func coordinate(
        _ fields: [String], at index: Int, isLogarithmic: Bool
    ) throws(Failure) -> Double {
        let number = try number(fields, at: index)
        if !isLogarithmic || !(number <= 0) { return number }
        throw failure(fields, at: index, expected: "a positive number on a logarithmic axis")
    }

    func failure(_ fields: [String], at index: Int, expected: String) -> Failure {
        .badData(
            name,
            "line \(lineNumber), column \(header[index]): found \(fields[index]), expected \(expected)")
    }

    /// Lines in front of the header that begin with # are comments.
    private func nextFields() throws(Failure) -> [String]? {
        var line: ArraySlice<UInt8>
        repeat {
            guard let next = try lines.next() else { return nil }
            line = next
        } while header.isEmpty && line.first == UInt8(ascii: "#")
        return line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
