import Formats
import Testing

@Suite struct ByteReaderTests {
    private let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 4) }

    @Test(arguments: [1000, 70_000], [false, true])
    func `looking ahead takes nothing, reading takes all`(piece: Int, gzipped: Bool) throws {
        try reading(gzipped ? gzip(bytes) : bytes, piece: piece) { reader throws in
            #expect(try reader.beginRecord())
            #expect(try reader.peek(5).elementsEqual(bytes[..<5]))
            #expect(try reader.read(exactly: 100, what: "bytes") == Array(bytes[..<100]))
            #expect(try reader.peek(1 << 17).elementsEqual(bytes[100..<(100 + 1 << 17)]))
            var buffer = [UInt8](repeating: 0, count: 250_000)
            #expect(try buffer.withUnsafeMutableBytes { try reader.read(upTo: 200_000, into: $0) } == 200_000)
            #expect(buffer[..<200_000].elementsEqual(bytes[100..<200_100]))
            #expect(buffer[200_000...].allSatisfy { $0 == 0 })
            #expect(try buffer.withUnsafeMutableBytes { try reader.read(upTo: 250_000, into: $0) } == 99_900)
            #expect(buffer[..<99_900].elementsEqual(bytes[200_100...]))
            #expect(try reader.peek(1).isEmpty)
            #expect(try !reader.beginRecord())
        }
    }

    @Test func `too few bytes are an error that says how many`() throws {
        expectError(.truncated, "found 3 bytes of a trailer, expected 4") {
            try reading([1, 2, 3]) { try $0.read(exactly: 4, what: "a trailer") }
        }
    }

    @Test func `a great number of bytes is asked for, but not allocated`() throws {
        #expect(try reading(bytes) { try $0.read(upTo: .max) } == bytes)
    }
}
