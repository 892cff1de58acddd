import Formats
import TestSupport
import Testing

@Suite struct DelimitedReaderTests {
    /// The rows of a text, and the lines where they begin.
    private func rows(
        _ text: String, separator: UInt8? = UInt8(ascii: ","), comment: UInt8? = nil, piece: Int = 1 << 16
    ) throws -> (cells: [[String]], lines: [Int]) {
        try reading(Array(text.utf8), piece: piece) { bytes in
            let reader = DelimitedReader(bytes, CellMarks(separator: separator, comment: comment))
            var (cells, lines): ([[String]], [Int]) = ([], [])
            while try reader.nextRow() {
                cells.append((0..<reader.count).map { String(decoding: reader[$0], as: UTF8.self) })
                lines.append(reader.line)
            }
            return (cells, lines)
        }
    }

    @Test(
        arguments: [
            ("", []), ("a", [["a"]]), ("a\n", [["a"]]), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
            ("a,b\n1,\n", [["a", "b"], ["1", ""]]), (",", [["", ""]]), ("a\n\nb", [["a"], [""], ["b"]]),
            ("\u{FEFF}a,b\n", [["a", "b"]]), ("\"a\"", [["a"]]), ("\"a\",b\r\n", [["a", "b"]]),
            ("\"a,b\",\"c\nd\"\ne,f", [["a,b", "c\nd"], ["e", "f"]]),
            ("\"a\"\"b\"\"\",\"\"", [["a\"b\"", ""]]),
            ("\"\"\"\"", [["\""]]), ("a \"b\",c", [["a \"b\"", "c"]]), ("\"a\r\nb\"\r\n", [["a\r\nb"]]),
            ("a,b\r", [["a", "b"]]), ("\"a\"\r", [["a"]]), ("a\tb\n", [["a\tb"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
            ("\"a\"\r\r\"b\"", [["a"], [""], ["b"]]), ("a\r\r\nb", [["a"], [""], ["b"]]),
        ] as [(String, [[String]])])
    func `cells are those of RFC 4180`(text: String, cells: [[String]]) throws {
        for piece in [1, 2, 3, 1 << 16] { #expect(try rows(text, piece: piece).cells == cells) }
    }

    @Test func `tabs separate too`() throws {
        #expect(try rows("a\tb,c\n", separator: UInt8(ascii: "\t")).cells == [["a", "b,c"]])
    }

    @Test(
        arguments: [
            (" a  b\t c \n\t1 2 \"3 4\"\n", [["a", "b", "c"], ["1", "2", "3 4"]]),
            ("  \n1 2", [[""], ["1", "2"]]),
            ("a b ", [["a", "b"]]), ("a,b c\r\n", [["a,b", "c"]]),
        ] as [(String, [[String]])])
    func `blanks separate too, any number of them`(text: String, cells: [[String]]) throws {
        for piece in [1, 2, 3, 1 << 16] {
            #expect(try rows(text, separator: nil, piece: piece).cells == cells)
        }
    }

    @Test func `remarks are no cells`() throws {
        let text = "# made, by\na,\"#b\"#c,d\n1,2 # two\n"
        for piece in [1, 2, 3, 1 << 16] {
            let found = try rows(text, comment: UInt8(ascii: "#"), piece: piece)
            #expect(found.cells == [[""], ["a", "#b"], ["1", "2 "]])
            #expect(found.lines == [1, 2, 3])
        }
    }

    @Test func `rows know their lines`() throws {
        #expect(try rows("a\n\n\"b\n\nc\"\nd\n").lines == [1, 2, 3, 6])
        #expect(try rows("a\r\r\"b\r\rc\"\rd\r").lines == [1, 2, 3, 6])
    }

    @Test func `rows that straddle every buffer are whole`() throws {
        let row = (0..<1000).map { "\($0 * 7919)" }
        let quoted = row.map { "\"\($0)\"\"\n\"" }.joined(separator: ",")
        let text = String(repeating: row.joined(separator: ",") + "\n" + quoted + "\n", count: 60)
        let cells = try rows(text).cells
        #expect(cells.count == 120)
        for index in cells.indices {
            #expect(cells[index] == (index % 2 == 0 ? row : row.map { $0 + "\"\n" }))
        }
    }

    @Test(
        arguments: [
            ("a\nb,\"c\nd", "line 2: found a quote that is not closed"),
            ("a\n\"b\"c\n", "line 2: found text behind a closing quote"),
            ("a\n\n1,\0", "line 3: found a NUL byte"), ("a,\"b\n\0\"", "line 2: found a NUL byte"),
        ])
    func `what is malformed is told with its line`(text: String, message: String) {
        expectError(.malformed, message) { try rows(text) }
    }

    @Test func `a row that never ends is refused`() {
        let long = String(repeating: "1,", count: DelimitedReader.longestRow / 2)
        expectError(.malformed, "line 2: found a row of more than 16777216 bytes") { try rows("a\n" + long) }
        expectError(.malformed, "line 2: found a quote that is not closed within 16777216 bytes") {
            try rows("a,b\n1,\"" + long)
        }
    }

    @Test(.enabled(if: Python.hasNumPy, "NumPy is not installed"))
    func `Python's csv finds the same cells`() throws {
        var random = SystemRandomNumberGenerator()
        let pieces = ["a", "1.5", "\"\"\"q\"\"\"", "\"x,y\"", "\"line\nbreak\"", "", " s ", "é"]
        let text = (0..<400).map { _ in
            // A line of one empty cell is no row to Python.
            (0..<3).map { _ in pieces.randomElement(using: &random)! }.joined(separator: ",")
                + ["\n", "\r\n"].randomElement(using: &random)!
        }.joined()
        let script = """
            import csv, io, sys
            text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
            sys.stdout.buffer.write("\\x00".join("\\x01".join(row) for row in csv.reader(text)).encode())
            """
        let expected = try Python.run(script, input: Array(text.utf8))
        let found = try rows(text).cells.map { $0.joined(separator: "\u{1}") }.joined(separator: "\0")
        #expect(Array(found.utf8) == expected)
    }
}
