import Formats
import Tensors
import Testing

@Suite struct IDXTests {
    @Test(
        arguments: [(0x08, .u1), (0x09, .i1), (0x0b, .i2), (0x0c, .i4), (0x0d, .f4), (0x0e, .f8)]
            as [(UInt8, ElementType)])
    func `every element type is read`(code: UInt8, type: ElementType) throws {
        let values = (0..<12).map { Double($0 * 9) }
        let file =
            [0, 0, code, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + elements(values, type, bigEndian: true)
        let found = try reading(file) { try records($0) }
        #expect(found == [Record(shape: Shape([3, 2, 2]), values: values.map(Float.init))])
    }

    @Test func `labels and images of one rank follow each other`() throws {
        let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 7, 3]
        let found = try reading(labels + labels) { try records($0) }
        #expect(found == Array(repeating: Record(shape: Shape([2]), values: [7, 3]), count: 2))
    }

    @Test(
        arguments: [
            ([0, 0, 0x0a, 1], .unsupported, "element type 0a"), ([0, 0, 8, 0], .unsupported, "without axes"),
            ([0, 0, 8, 33] + [UInt8](repeating: 0, count: 132), .unsupported, "33 axes"),
            ([0, 0, 8, 1, 0, 0], .truncated, "found 2 bytes of IDX dimensions, expected 4"),
            ([0, 0, 8], .truncated, "found 3 bytes of an IDX header, expected 4"),
            ([0, 0, 8, 3] + [UInt8](repeating: 255, count: 12), .malformed, "below 2^63"),
            ([0, 0, 8, 1, 255, 255, 255, 255], .truncated, "found 0 rows, expected 4294967295 rows"),
        ] as [([UInt8], FormatError.Kind, String)])
    func `hostile headers are refused`(file: [UInt8], kind: FormatError.Kind, reason: String) {
        expectError(kind, reason) { try reading(file) { try records($0) } }
    }
}
