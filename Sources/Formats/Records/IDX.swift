import Tensors

/// The IDX format, in which MNIST is published.
///
/// Two zero bytes, a byte for the element type, one for the rank, the dimensions as big-endian 32-bit
/// numbers, then the elements, big-endian in C order.
enum IDX {
    static let magic: [UInt8] = [0, 0]

    static func elementType(code: UInt8) -> ElementType? {
        switch code {
        case 0x08: .u1
        case 0x09: .i1
        case 0x0b: .i2
        case 0x0c: .i4
        case 0x0d: .f4
        case 0x0e: .f8
        default: nil
        }
    }

    /// Whether `bytes` are the first three of an IDX array.
    static func isOpening(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: magic) && bytes.count == 3 && elementType(code: bytes.last!) != nil
    }

    /// - Throws: `.truncated`; `.unsupported` for an unknown element type; what
    ///   ``RecordHeader/init(elementType:dimensions:bigEndian:fortranOrder:)`` throws.
    static func readHeader(from bytes: ByteReader) throws(FormatError) -> RecordHeader {
        let opening = try bytes.read(exactly: 4, what: "an IDX header")
        let (code, rank) = (opening[2], Int(opening[3]))
        guard let elementType = elementType(code: code) else {
            throw .unsupported(
                "found IDX element type \(hexadecimal([code])), expected one of 08 09 0b 0c 0d 0e")
        }
        let sizes = try bytes.read(exactly: 4 * rank, what: "IDX dimensions")
        let dimensions = (0..<rank).map { axis in
            sizes[(4 * axis)..<(4 * axis + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        return try RecordHeader(elementType: elementType, dimensions: dimensions, bigEndian: true)
    }
}
