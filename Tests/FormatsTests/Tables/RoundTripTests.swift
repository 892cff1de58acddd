import Testing

@testable import Formats

/// A table becomes numbers and the same table again.
@Suite struct RoundTripTests {
    /// The schema of a table with a header, and its numbers.
    static func read(
        _ text: String, _ marks: CellMarks = CellMarks(separator: UInt8(ascii: ",")), blockSize: Int = 64,
        obeying given: TableSchema? = nil, readsUnknown: Bool = false
    ) throws -> (schema: TableSchema, numbers: [Double], notes: [String]) {
        func pass(_ body: (TableBlock, Int) -> BlockOutcome) throws {
            var rest = Array(text.utf8)[...]
            let blocks = TableBlocks(marks, size: blockSize) { (buffer) throws(FormatError) in
                let count = min(buffer.count, rest.count)
                buffer.copyBytes(from: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            }
            while let block = try blocks.next() {
                if block.index == 0 { names = try block.firstRow(marks, consumes: true)! }
                let outcome = body(block, block.index % 8)
                if let problem = outcome.problem {
                    throw FormatError.malformed(
                        "line \(problem.line + 1), \(problem.column ?? -1): \(problem.message)")
                }
                rows += outcome.rows
            }
        }
        var names: [String] = []
        var rows = 0
        try pass { _, _ in BlockOutcome() }
        let width = names.count
        var schema = given
        var notes: [String] = []
        if schema == nil {
            let guess = TableGuess(
                marks, point: UInt8(ascii: "."), missingWords: .usual, width: width, columns: Array(0..<width)
            )
            var isFirst = true
            repeat {
                rows = 0
                try pass { guess.add($0, toSlot: isFirst || $1 < 3 ? $1 : 2) }
                isFirst = false
            } while guess.merge()
            let found = try guess.schema(
                names: names, delimiter: String(Unicode.Scalar(marks.separator ?? 0x20)), missingWords: nil,
                rows: rows,
                mayBeIndex: true, place: { "block \($0), line \($1)" })
            (schema, notes) = (found.schema, found.notes)
        }
        let copy = try TableSchema(json: schema!.json)
        #expect(copy == schema)
        let encoder = TableEncoder(
            copy, marks, places: Array(0..<width), width: width, readsUnknown: readsUnknown)
        var numbers: [Double] = []
        try pass { block, _ in encoder.encode(block, to: &numbers) }
        return (copy, numbers, notes)
    }

    static func write(_ schema: TableSchema, _ numbers: [Double]) -> String {
        var writer = TableWriter(schema)
        var text: [UInt8] = []
        writer.appendHeader(to: &text)
        #expect(writer.append(numbers, to: &text) == nil)
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: 0..<60)
    func `a canonical table comes back byte for byte`(seed: Int) throws {
        var random = RandomTable(seed: UInt64(seed))
        let text = random.table()
        for size in [16, 300, 1 << 16] {
            let (schema, numbers, _) = try Self.read(text, blockSize: size)
            #expect(Self.write(schema, numbers) == text, "\(String(decoding: schema.json, as: UTF8.self))")
        }
    }

    @Test(arguments: 0..<60)
    func `any table comes back with the same values`(seed: Int) throws {
        var random = RandomTable(seed: UInt64(seed) + 1000)
        let canonical = random.table()
        let text = random.rewritten(canonical)
        let (schema, numbers, _) = try Self.read(canonical)
        let again = try Self.read(text, obeying: schema)
        #expect(zip(numbers, again.numbers).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
        #expect(Self.write(schema, again.numbers) == canonical)
    }
}

/// Tables as random numbers have them.
struct RandomTable {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func below(_ count: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % count
    }

    private mutating func word() -> String {
        let parts = ["a", "b", "Z", " ", "\"", ",", "\n", "é", "日", "0", ";", "\r", "x"]
        return "w" + (0..<below(4)).map { _ in parts[below(parts.count)] }.joined()
    }

    /// A table with a header, quotes where they are needed, LF, and plain decimals.
    mutating func table() -> String {
        let rows = 3 + below(60)
        let width = 2 + below(6)
        let columns = (0..<width).map { index in
            ["c\(index)\(below(4) == 0 ? word() : "")"] + column(rows)
        }
        return (0...rows).map { row in
            columns.map { quoted($0[row]) }.joined(separator: ",") + "\n"
        }.joined()
    }

    private func quoted(_ cell: String) -> String {
        cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }

    private mutating func column(_ rows: Int) -> [String] {
        let missing = below(3) == 0 ? ["", "NA", "?"][below(3)] : nil
        let kind = below(9)
        let decimals = below(4)
        let words = (0..<(1 + below(8))).map { _ in word() }
        let far = below(2) == 0 ? 1_000_000 : 0
        return (0..<rows).map { row in
            if let missing, below(4) == 0 { return missing }
            switch kind {
            case 0: return "\(below(2000) - 1000 + far)"
            case 1: return "\(below(5))"
            case 2: return "\(below(2))"
            case 3: return fixed(below(100_000) - 50_000, decimals)
            case 4: return plain(below(100_000) - 50_000, decimals)
            case 5: return "\(1900 + below(200))-\(two(1 + below(12)))-\(two(1 + below(28)))"
            case 6: return "\(two(below(24))):\(two(below(60))):\(two(below(60)))"
            case 7: return "0\(below(5))"
            default: return words[below(words.count)]
            }
        }
    }

    private func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

    /// With all decimals.
    private func fixed(_ number: Int, _ decimals: Int) -> String {
        guard decimals > 0 else { return "\(number)" }
        let digits =
            String(repeating: "0", count: max(decimals + 1 - "\(abs(number))".count, 0)) + "\(abs(number))"
        let sign = number < 0 ? "-" : ""
        return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }

    /// With the fewest decimals.
    private func plain(_ number: Int, _ decimals: Int) -> String {
        guard decimals > 0 else { return "\(number)" }
        var text = fixed(number, decimals)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    /// The same table with other ends of lines, needless quotes, and superfluous zeros.
    mutating func rewritten(_ table: String) -> String {
        let marks = CellMarks(separator: UInt8(ascii: ","))
        var rest = Array(table.utf8)[...]
        let reader = DelimitedReader(marks) { (buffer) throws(FormatError) in
            let count = min(buffer.count, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
        var text = ""
        while (try? reader.nextRow()) == true {
            let cells = (0..<reader.count).map { index -> String in
                let cell = String(decoding: reader[index], as: UTF8.self)
                if below(3) == 0 { return "\"" + cell.replacing("\"", with: "\"\"") + "\"" }
                return cell.contains(".") && Double(cell) != nil ? cell + "00" : quoted(cell)
            }
            text += cells.joined(separator: ",") + ["\n", "\r\n", "\r"][below(3)]
        }
        return text
    }
}
