import CLibrary
import Tensors

/// What is known of a record before its rows: their type, shape and, unless they are raw, number.
public struct RecordHeader: FormedRows, Hashable, Sendable {
    public let form: RowForm

    /// The size of axis 0; nil for raw rows, which last until the end of the stream.
    public let rows: Int?

    /// Whether the bytes of each number are stored highest first. The rows that a
    /// ``TensorStreamReader`` gives are native all the same.
    public let bigEndian: Bool

    /// Whether the first axis varies fastest. The rows that a ``TensorStreamReader`` gives are in C order
    /// all the same.
    public let fortranOrder: Bool

    /// The whole record; nil where the number of rows is not known.
    public var shape: Shape? { rows.map(rowShape.prefixed(by:)) }
}

extension RecordHeader {
    /// A header with the dimensions that a file claims.
    /// - Throws: `.malformed` for a negative dimension or for more bytes than an `Int` counts;
    ///   `.unsupported` for no dimensions, or more than 32.
    init(
        elementType: ElementType, dimensions: [Int], bigEndian: Bool, fortranOrder: Bool = false
    ) throws(FormatError) {
        guard !dimensions.isEmpty else {
            throw .unsupported("found a single number without axes, expected rows along a first axis")
        }
        guard dimensions.count <= 32 else {
            throw .unsupported("found \(dimensions.count) axes, expected at most 32")
        }
        guard let shape = Shape(checking: dimensions + [elementType.size]) else {
            let claim = dimensions.map(String.init).joined(separator: ", ")
            throw .malformed(
                "found dimensions (\(claim)), expected none negative and a number of bytes below 2^63")
        }
        self.init(
            form: RowForm(elementType, Shape(Array(shape.dimensions[1..<dimensions.count]))),
            rows: dimensions[0], bigEndian: bigEndian, fortranOrder: fortranOrder)
        try checkMemory()
    }

    /// - Throws: `.unsupported` for a row, or an array in Fortran order, of more bytes than may be held.
    private func checkMemory() throws(FormatError) {
        let (limit, expected) = (MemoryLimit.bytes, "see --max-memory")
        let held = fortranOrder && rowShape.rank > 0 ? max(rowSize * (rows ?? 1), rowSize) : rowSize
        guard held > limit else { return }
        let what = held > rowSize ? "an array in Fortran order" : "rows"
        throw .unsupported(
            "found \(what) of \(MemoryLimit.described(held)), expected at most "
                + "\(MemoryLimit.described(limit)); \(expected)")
    }

    /// Reads a header, NPY or IDX as its first bytes tell.
    /// - Throws: `.unsupported` or `.malformed` for anything else, saying what it looks like; what
    ///   reading an NPY or IDX header throws.
    static func read(from bytes: ByteReader) throws(FormatError) -> RecordHeader {
        let opening = try bytes.peek(NPY.magic.count)
        if opening.elementsEqual(NPY.magic) { return try NPY.readHeader(from: bytes) }
        if opening.starts(with: IDX.magic) { return try IDX.readHeader(from: bytes) }
        throw try ForeignFormat.error(for: bytes)
    }
}
