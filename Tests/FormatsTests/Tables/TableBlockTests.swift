import Testing

@testable import Formats

@Suite struct TableBlockTests {
    private func blocks(_ text: String, _ marks: CellMarks, size: Int, piece: Int) throws -> [String] {
        var rest = Array(text.utf8)[...]
        let blocks = TableBlocks(marks, size: size) { (buffer) throws(FormatError) in
            let count = min(buffer.count, piece, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
        var found: [String] = []
        while let block = try blocks.next() {
            found.append(
                String(
                    decoding: UnsafeRawBufferPointer(start: block.memory.base, count: block.count),
                    as: UTF8.self))
        }
        return found
    }

    private let rows = [
        "a,b\n", "1,\"x\ny\"\r\n", "\"p\"\"q\",\"\r\"\r", "5\" pipe,2\n", "# it's \"so\n", "\n", ",\n",
        "\"\",\"\"\n", "7,8",
    ]

    @Test(arguments: [1, 2, 3, 5, 8, 13, 40, 1000])
    func `blocks end where rows end`(size: Int) throws {
        let marks = CellMarks(separator: UInt8(ascii: ","), comment: UInt8(ascii: "#"))
        let text = rows.joined()
        for piece in [1, 7, 1000] {
            let found = try blocks(text, marks, size: size, piece: piece)
            #expect(found.joined() == text)
            var ends: Set<Int> = []
            var end = 0
            for row in rows {
                end += row.utf8.count
                ends.insert(end)
            }
            var place = 0
            for block in found {
                place += block.utf8.count
                #expect(ends.contains(place), "\(block)")
            }
            if size == 1 { #expect(found.count >= rows.count - 2) }
        }
    }

    @Test func `the first row can be looked at before it is taken`() throws {
        let marks = CellMarks(separator: UInt8(ascii: ","), comment: UInt8(ascii: "#"))
        var rest = Array("\n# x\n\"a \"\"b\"\" c\",d\n1,2\n".utf8)[...]
        let blocks = TableBlocks(marks) { (buffer) throws(FormatError) in
            let count = min(buffer.count, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
        let block = try #require(try blocks.next())
        for consumes in [false, false, true] {
            #expect(try block.firstRow(marks, consumes: consumes) == ["a \"b\" c", "d"])
        }
        #expect(try block.firstRow(marks, consumes: true) == ["1", "2"])
    }

    @Test func `a row without an end is refused`() {
        #expect(throws: FormatError.self) {
            try blocks(
                String(repeating: "x", count: 1 << 24 + 1), CellMarks(separator: 0x2C), size: 1 << 20,
                piece: 1 << 20)
        }
    }
}
