import Formats
import Tensors
import Testing

@Suite struct GzipTests {
    private let file = npy([1, 2, 3, 4], shape: "2, 2")
    private let record = Record(shape: Shape([2, 2]), values: [1, 2, 3, 4])

    /// Streams of the same three records.
    private var streams: [String: [UInt8]] {
        let packed = gzip(file)
        let whole = file + file + file
        return [
            "plain": whole,
            "one member": gzip(whole),
            "a member for each": packed + packed + packed,
            "plain between members": packed + file + packed,
            "members between plain": file + packed + file,
            "members that cut records": gzip(whole[..<50]) + gzip(whole[50..<130]) + gzip(whole[130...]),
            "empty members": gzip([]) + packed + gzip([]) + file + gzip([]) + gzip([]) + packed + gzip([]),
            "padding": packed + packed + packed + [UInt8](repeating: 0, count: 1000),
            "padding before plain": packed + [0, 0, 0] + file + packed + [0],
            "padding before a member": packed + [UInt8](repeating: 0, count: 200_000) + packed + packed,
        ]
    }

    @Test func `plain and gzipped records follow each other in every way`() throws {
        for (name, stream) in streams {
            let found = try reading(stream) { try records($0) }
            #expect(found == [record, record, record], "\(name)")
            let foundInPieces = try reading(stream, piece: 11) { try records($0, block: 1) }
            #expect(foundInPieces == found, "\(name), in pieces")
        }
    }

    @Test(arguments: [0, 1, 2, 3, 512]) func `an IDX array after a member is not padding`(padding: Int) throws
    {
        let idx: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 7, 0]
        let stream = gzip(idx) + [UInt8](repeating: 0, count: padding) + idx
        let expected = Record(shape: Shape([2]), values: [7, 0])
        #expect(try reading(stream) { try records($0) } == [expected, expected])
    }

    @Test func `nothing, gzipped, is an empty stream`() throws {
        #expect(try reading(gzip([])) { try records($0) } == [])
    }

    @Test func `a member cut anywhere is truncated`() {
        let stream = gzip(file)
        for size in 1..<stream.count {
            expectError(.truncated, "found ") { try reading(Array(stream[..<size])) { try records($0) } }
        }
    }

    @Test func `rows before the cut are given`() throws {
        let rows = (0..<30_000).map { Double($0 * 7919 % 65_521) }
        let stream = gzip(npy(rows, shape: "3000, 10"))
        try reading(Array(stream[..<(stream.count / 2)])) { bytes throws in
            let reader = TensorStreamReader(bytes)
            #expect(try reader.nextRecord()?.rows == 3000)
            let block = try #require(try reader.readRows(upTo: 3000))
            #expect((1000..<2000).contains(block.rows))
            #expect(block.decode() == rows.prefix(block.rows * 10).map(Float.init))
            let reason =
                "after \(block.rows) rows: found the end after \(stream.count / 2) bytes of a gzip member"
            expectError(.truncated, reason) { try reader.readRows(upTo: 3000) }
        }
    }

    @Test func `how many rows come before a cut does not depend on the size of blocks`() throws {
        let stream = gzip(npy([Double](repeating: 0, count: 500_000), shape: "500000,"))
        for size in [500, 1000, 1500] {
            let counts = try [1, 7, 500_000].map { block in
                try reading(Array(stream[..<size])) { bytes throws in
                    let reader = TensorStreamReader(bytes)
                    #expect(try reader.nextRecord() != nil)
                    var rows = 0
                    while let part = try? reader.readRows(upTo: block) { rows += part.rows }
                    return rows
                }
            }
            #expect(counts[0] > 0 && counts == Array(repeating: counts[0], count: 3))
        }
    }

    @Test func `a record does not go on in plain bytes after its last member`() {
        let stream = gzip(Array(file.dropLast(8))) + file.suffix(8)
        expectError(.truncated, "found 1 rows, expected 2 rows") { try reading(stream) { try records($0) } }
    }

    @Test(arguments: [(8, "incorrect data check"), (4, "incorrect length check")])
    func `a wrong checksum or length is found after the rows`(fromEnd: Int, reason: String) throws {
        var stream = gzip(file)
        stream[stream.count - fromEnd] ^= 1
        try reading(stream) { bytes throws in
            let reader = TensorStreamReader(bytes)
            #expect(try reader.nextRecord() != nil)
            #expect(try reader.readRows(upTo: 2)?.decode() == record.values)
            expectError(.malformed, "corrupt gzip member (\(reason))") { try reader.nextRecord() }
        }
    }

    @Test func `no flipped bit in the packed data changes a number unnoticed`() {
        let stream = gzip(file)
        var failures = 0
        for index in 10..<stream.count {
            for bit in 0..<8 {
                var broken = stream
                broken[index] ^= 1 << bit
                do {
                    #expect(try reading(broken) { try records($0) } == [record])
                } catch {
                    #expect(error is FormatError)
                    failures += 1
                }
            }
        }
        let unusedBits = (stream.count - 10) * 8 - failures
        #expect((0..<8).contains(unusedBits), "deflate fills up its last byte with at most 7 bits")
    }

    @Test func `an unknown compression method is refused`() {
        expectError(.malformed, "unknown compression method") {
            try reading([0x1f, 0x8b, 9, 0]) { try records($0) }
        }
    }
}
