import Formats
import SystemPackage
import Tensors
import Testing

@Suite struct TensorStreamReaderTests {
    private let file = npy([1, 2, 3, 4, 5, 6], shape: "3, 2")

    @Test func `an empty stream has no records`() throws {
        #expect(try reading([]) { try records($0) } == [])
        #expect(
            try reading([]) { try records($0, raw: RowForm(.f4, Shape([2]))) } == [])
    }

    @Test(arguments: [1, 7, 4096]) func `a stream that arrives in pieces is read as one`(piece: Int) throws {
        let values = (0..<5000).map(Double.init)
        let plain =
            npy(values, shape: "1000, 5") + npy(values, descr: ">f4", fortranOrder: true, shape: "1000, 5")
        let stream = plain + gzip(plain)
        let expected = try reading(stream) { try records($0, block: 1000) }
        #expect(expected.map(\.shape) == Array(repeating: Shape([1000, 5]), count: 4))
        #expect(expected[2].values == values.map(Float.init))
        #expect(try reading(stream, piece: piece) { try records($0, block: 3) } == expected)
    }

    @Test func `a header tells the file's order, the rows do not depend on it`() throws {
        try reading(npy([1, 2, 3, 4], descr: ">i2", fortranOrder: true, shape: "2, 2")) { bytes throws in
            let stream = TensorStreamReader(bytes)
            let header = try #require(try stream.nextRecord())
            #expect(header.elementType == .i2 && header.bigEndian && header.fortranOrder)
            #expect(header.rows == 2 && header.rowShape == Shape([2]) && header.shape == Shape([2, 2]))
            let block = try #require(try stream.readRows(upTo: .max))
            #expect(block.withUnsafeBytes { Array($0) } == [1, 0, 3, 0, 2, 0, 4, 0])
            #expect(try stream.readRows(upTo: 1) == nil)
        }
    }

    @Test func `rows that were not read are skipped`() throws {
        try reading(file + file) { bytes throws in
            let stream = TensorStreamReader(bytes)
            #expect(try stream.readRows(upTo: 1) == nil)
            #expect(try stream.nextRecord() != nil)
            #expect(try stream.readRows(upTo: 2)?.rows == 2)
            #expect(try stream.nextRecord() != nil)
            #expect(try stream.readRows(upTo: 9)?.decode() == [1, 2, 3, 4, 5, 6])
            #expect(try stream.nextRecord() == nil)
        }
    }

    @Test(arguments: ["0, 2", "2, 0", "0, 0", "0,", "3, 0, 4"], [false, true])
    func `arrays without elements have their rows and end`(shape: String, fortranOrder: Bool) throws {
        let found = try reading(npy([], fortranOrder: fortranOrder, shape: shape)) { try records($0) }
        #expect(found.map(\.shape.dimensions[0]) == [Int(String(shape.first!))!])
        #expect(found[0].values == [])
    }

    @Test(arguments: [
        (
            npy([1, 2], descr: "<f8", shape: "1, 2"),
            "found rows of f8 with shape 2, expected f4 with shape 2"
        ),
        (npy([1, 2, 3], shape: "1, 3"), "found rows of f4 with shape 3, expected f4 with shape 2"),
        ([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 9, 9], "found rows of u1 with shape 2, expected f4"),
        (Array("GARBAGE!!".utf8), "found text"), ([0x80, 0x81], "found bytes 80 81"),
    ])
    func `records must agree with the first`(second: [UInt8], reason: String) {
        for message in [reason, "record 2: "] {
            let error = #expect(throws: FormatError.self) { try reading(file + second) { try records($0) } }
            #expect(error?.message.contains(message) == true)
        }
    }

    @Test func `a stream cut anywhere gives its complete rows, then fails`() throws {
        let headerSize = file.count - 24
        for size in 1..<file.count {
            try reading(Array(file[..<size])) { bytes throws in
                let stream = TensorStreamReader(bytes)
                if size < headerSize {
                    expectError(.truncated, "expected") { try stream.nextRecord() }
                    return
                }
                #expect(try stream.nextRecord()?.rows == 3)
                let (rows, rest) = (size - headerSize).quotientAndRemainder(dividingBy: 8)
                if rows > 0 { #expect(try stream.readRows(upTo: 3)?.rows == rows) }
                let part = rest > 0 ? " and \(rest) of the 8 bytes of the next" : ""
                expectError(.truncated, "found \(rows) rows\(part), expected 3 rows") {
                    try stream.readRows(upTo: 3)
                }
                expectError(.truncated, "found \(rows) rows\(part), expected 3 rows") {
                    try stream.nextRecord()
                }
            }
        }
    }

    @Test(arguments: [
        ("1000000000000000, 2", false), ("1, 1000000000", false), ("500000000, 2", true),
        ("2, 500000000", true), ("1000000000000000,", false),
    ])
    func `a false claim fails without allocating what it claims`(shape: String, fortranOrder: Bool) throws {
        try reading(npy([1, 2, 3], fortranOrder: fortranOrder, shape: shape)) { bytes throws in
            let stream = TensorStreamReader(bytes)
            _ = try stream.nextRecord()
            expectError(.truncated, "found ") { while try stream.readRows(upTo: .max) != nil {} }
        }
    }

    @Test(arguments: [
        ("1, 1000000000000000", false), ("1000000000000000, 2", true), ("0, 1000000000000000", true),
    ])
    func `rows and arrays beyond the memory are refused`(shape: String, fortranOrder: Bool) throws {
        try reading(npy([1, 2, 3], fortranOrder: fortranOrder, shape: shape)) { bytes throws in
            let stream = TensorStreamReader(bytes)
            expectError(.unsupported, "see --max-memory") { try stream.nextRecord() }
        }
    }

    @Test func `a billion billion rows without values are passed at once`() throws {
        let header = npy([], shape: "1000000000000000000, 0")
        try reading(header + header) { bytes throws in
            let stream = TensorStreamReader(bytes)
            _ = try stream.nextRecord()
            #expect(try stream.nextRecord() != nil)
            #expect(try stream.readRows(upTo: 1)?.rows == 1_000_000_000_000_000_000)
            #expect(try stream.nextRecord() == nil)
        }
    }

    @Test(
        arguments: [
            (
                [0x50, 0x4b, 3, 4], .unsupported,
                "found a ZIP archive, expected an NPY or IDX array, plain or gzipped; if"
            ),
            ([0x89, 0x50, 0x4e, 0x47], .unsupported, "found a PNG image, expected"),
            ([8, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x22], .unsupported, "safetensors"),
            (Array("1,2,3\n".utf8), .unsupported, "found text"),
            (Array("{}".utf8), .unsupported, "found text"),
            ([0xde, 0xad, 0xbe, 0xef, 1, 2, 3], .malformed, "found bytes de ad be ef 01 02, expected"),
            ([0x93, 0x4e], .truncated, "found only the bytes 93 4e"),
            ([0], .truncated, "found only the bytes 00"),
            ([0x1f], .truncated, "found only the bytes 1f"),
        ] as [([UInt8], FormatError.Kind, String)])
    func `strangers are named`(bytes: [UInt8], kind: FormatError.Kind, reason: String) {
        expectError(kind, reason) { try reading(bytes) { try records($0) } }
    }

    @Test func `raw rows last until the end, and are never inflated`() throws {
        let raw = RowForm(.u1, Shape([2, 2]))
        let rows: [UInt8] = [0x1f, 0x8b, 8, 0, 5, 6, 7, 8, 9, 10, 11, 12]
        let expected = Record(shape: Shape([3, 2, 2]), values: rows.map(Float.init))
        #expect(try reading(rows) { try records($0, raw: raw) } == [expected])
        try reading(rows) { bytes throws in
            let stream = TensorStreamReader(bytes, raw: raw)
            let header = try stream.nextRecord()
            #expect(header?.rows == nil && header?.shape == nil && header?.rowShape == Shape([2, 2]))
            #expect(try stream.readRows(upTo: .max)?.rows == 3)
            #expect(try stream.readRows(upTo: 1) == nil)
            #expect(try stream.nextRecord() == nil)
        }
    }

    @Test func `raw rows are little-endian, and the last must be complete`() throws {
        let raw = RowForm(.i2, Shape([2]))
        try reading([1, 0, 0, 1, 9, 9, 9]) { bytes throws in
            let stream = TensorStreamReader(bytes, raw: raw)
            #expect(try stream.nextRecord() != nil)
            #expect(try stream.readRows(upTo: 8)?.decode() == [1, 256])
            let reason = "found 1 rows and 3 of the 4 bytes of the next, expected only complete rows"
            expectError(.truncated, reason) { try stream.readRows(upTo: 8) }
        }
    }

    @Test(arguments: [[0], [1 << 62]]) func `impossible raw rows are refused`(dimensions: [Int]) {
        let raw = RowForm(.f8, Shape(dimensions))
        expectError(.unsupported, "raw rows") { try reading([1]) { try records($0, raw: raw) } }
    }

    @Test func `a descriptor that cannot be read is an error`() throws {
        let folder = try FileDescriptor.open("/", .readOnly)
        defer { try? folder.close() }
        expectError(.readFailed(.isDirectory), "cannot read") { try records(ByteReader(folder)) }
    }
}
