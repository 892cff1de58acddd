import Tensors

/// The NPY format, versions 1.0 to 3.0, in which NumPy saves one array.
///
/// A magic string, two bytes of version, the length of the header (two bytes, from version 2.0 on four,
/// little-endian), the header, which is the text of a Python dictionary, then the elements. See
/// <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
enum NPY {
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The longest header that is read; NumPy's own limit is lower.
    static let longestHeader = 1 << 16

    /// - Throws: `.truncated`; `.unsupported` for another version or an element type that is not plain
    ///   numbers; `.malformed` for a header that breaks the rules or is longer than 64 KiB.
    static func readHeader(from bytes: ByteReader) throws(FormatError) -> RecordHeader {
        let version = try bytes.read(exactly: magic.count + 2, what: "an NPY header")[magic.count...]
        guard let major = version.first, (1...3).contains(major), version.last == 0 else {
            let found = version.map(String.init).joined(separator: ".")
            throw .unsupported("found NPY version \(found), expected 1.0, 2.0 or 3.0")
        }
        let size = try bytes.read(exactly: major == 1 ? 2 : 4, what: "the length of an NPY header")
        let length = size.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= longestHeader else {
            throw .malformed("found an NPY header of \(length) bytes, expected at most \(longestHeader)")
        }
        let text = try bytes.read(exactly: length, what: "an NPY header")
        let fields = try NPYDictionary(parsing: text)
        let (elementType, bigEndian) = try elementType(descr: fields.descr)
        return try RecordHeader(
            elementType: elementType, dimensions: fields.shape, bigEndian: bigEndian,
            fortranOrder: fields.fortranOrder)
    }
}
