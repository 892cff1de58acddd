import Formats
import Tensors
import Testing

/// A mapped file gives what a read one does.
@Suite struct MappedFileTests {
    private let values = (0..<600).map { Double($0 % 251) }

    @Test func `plain rows of any stream are the file's own memory`() throws {
        let idx: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 200, 0, 0, 0, 3] + elements(values, .u1, bigEndian: true)
        for (name, stream) in [
            ("NPY", npy(values, shape: "200, 3")), ("bytes", npy(values, descr: "|u1", shape: "200, 3")),
            ("IDX", idx), ("two records", idx + idx),
            ("around a gzip member", idx + gzip(idx) + [0, 0, 0] + idx),
        ] {
            let expected = try reading(stream) { try records($0, block: 7) }
            let (found, mapped) = try mapping(stream)
            #expect(found == expected, "\(name)")
            #expect(mapped.contains(true), "\(name)")
            #expect(mapped.contains(false) == name.contains("gzip"))
        }
    }

    @Test func `rows that must be changed are copied`() throws {
        for stream in [
            npy(values, descr: ">f4", shape: "200, 3"), npy(values, fortranOrder: true, shape: "200, 3"),
            gzip(npy(values, shape: "200, 3")),
        ] {
            let (found, mapped) = try mapping(stream)
            #expect(try found == reading(stream) { try records($0) })
            #expect(!mapped.contains(true))
        }
    }

    @Test func `a cut file gives its complete rows, then fails as a read one does`() throws {
        let whole = npy(values, shape: "200, 3")
        for missing in [1, 11, 12, 13, 2000, 2399] {
            let cut = Array(whole.dropLast(missing))
            let rows = 200 - (missing + 11) / 12
            let error = #expect(throws: FormatError.self) { try reading(cut) { try records($0) } }
            try mappedReading(cut) { bytes throws in
                let stream = TensorStreamReader(bytes)
                _ = try stream.nextRecord()
                var count = 0
                let found = #expect(throws: FormatError.self) {
                    while let block = try stream.readRows(upTo: 64) { count += block.rows }
                }
                #expect(found == error)
                #expect(count == rows)
            }
        }
    }

    @Test func `a pipe is read`() throws {
        let stream = npy(values, shape: "200, 3")
        let found = try reading(stream, piece: 100) { try records($0) }
        #expect(found.map(\.values) == [values.map(Float.init)])
    }

    @Test func `rows outlive their reader`() throws {
        let block = try mappedReading(npy(values, shape: "200, 3")) { bytes in
            let stream = TensorStreamReader(bytes)
            _ = try stream.nextRecord()
            return try #require(try stream.readRows(upTo: 200))
        }
        #expect(block.decode() == values.map(Float.init))
        #expect(block[10..<12].decode() == values[30..<36].map(Float.init))
        block.mappedFile?.willNeed(UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// The records of a mapped file, and for each block whether it is the file's memory.
    private func mapping(_ bytes: [UInt8]) throws -> ([Record], [Bool]) {
        try mappedReading(bytes) { bytes in
            let stream = TensorStreamReader(bytes)
            var (records, mapped): ([Record], [Bool]) = ([], [])
            while let header = try stream.nextRecord() {
                var values: [Float] = []
                while let part = try stream.readRows(upTo: 7) {
                    values += part.decode()
                    mapped.append(part.mappedFile != nil)
                }
                records.append(Record(shape: header.shape!, values: values))
            }
            return (records, mapped)
        }
    }
}
