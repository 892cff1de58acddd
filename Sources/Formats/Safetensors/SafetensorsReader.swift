import Tensors

/// Reads a safetensors file: its header at once, then the tensors one after the other to where they belong.
///
/// Never inflates: the length that begins the file may look like a gzip member.
public struct SafetensorsReader {
    /// The longest header that is read.
    static let longestHeader = 1 << 24

    /// The strings under `__metadata__`.
    public let metadata: [String: String]
    private let bytes: ByteReader
    private let entries: [SafetensorsHeader.Entry]
    /// The places of ``entries`` by their names.
    private let places: [String: Int]
    private var position = 0
    private var digest = SafetensorsDigest()

    /// - Throws: `.truncated`; `.unsupported` for files of other formats; `.malformed` for a header that breaks the
    ///   format's rules.
    public init(_ bytes: ByteReader) throws(FormatError) {
        let opening = try bytes.peek(ForeignFormat.openingLength)
        guard !opening.isEmpty else {
            throw .truncated("found an empty file, expected a safetensors file")
        }
        let size = try bytes.read(exactly: 8, what: "the length of a safetensors header")
        let length = size.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let isPossible = (2...UInt64(Self.longestHeader)).contains(length)
        let hasBrace = opening.count < 16 || opening.dropFirst(8).starts(with: [UInt8(ascii: "{")])
        if !isPossible || !hasBrace, let error = ForeignFormat.error(insteadOfSafetensors: opening) {
            throw error
        }
        guard isPossible else {
            throw .malformed(
                "found a safetensors header of \(length) bytes, expected 2 to \(Self.longestHeader)")
        }
        let text = try bytes.read(exactly: Int(length), what: "a safetensors header")
        let header = try SafetensorsHeader(parsing: text)
        metadata = header.metadata
        let entries = try header.layout()
        self.entries = entries
        places = Dictionary(entries.indices.map { (entries[$0].name, $0) }) { first, _ in first }
        self.bytes = bytes
    }

    /// Whether the next bytes look like those of a safetensors file: a length of less than 2^24, then a brace.
    public static func isOpening(of bytes: ByteReader) throws(FormatError) -> Bool {
        try bytes.peek(9).dropFirst(3).elementsEqual([0, 0, 0, 0, 0, UInt8(ascii: "{")])
    }

    /// The names and shapes of all tensors, in the order of their elements.
    public var shapes: [(name: String, shape: Shape)] { entries.map { ($0.name, $0.shape) } }

    /// The shape of the tensor of that name.
    public func shape(of name: String) -> Shape? { places[name].map { entries[$0].shape } }

    /// Fails where a tensor has elements that ``read()`` does not read.
    /// - Throws: `.unsupported`.
    public func checkType(of name: String) throws(FormatError) {
        guard let place = places[name], case let type = entries[place].type,
            !SafetensorsType.readable.contains(type)
        else { return }
        let accepted = SafetensorsType.readable.map(\.rawValue).joined(separator: " ")
        throw .unsupported(
            "found tensor '\(name)' with elements of \(type.rawValue), expected one of \(accepted)")
    }

    /// The tensor that comes next, in the order of the elements in the file; nil after the last.
    public var next: (name: String, shape: Shape)? {
        position < entries.count ? (entries[position].name, entries[position].shape) : nil
    }

    /// That of what is in the file, after all of it was read.
    public var contentDigest: String { digest.text(metadata) }

    /// Whether the file is as it was sealed, after all of it was read; nil: it was not sealed.
    public var isIntact: Bool? { metadata[SafetensorsDigest.key].map { $0 == contentDigest } }

    /// Reads the elements of the ``next`` tensor. `F64` is rounded to `Float`; `F32`, `F16` and `BF16` are exact.
    ///
    /// Memory is taken as bytes arrive, not as the header claims.
    /// - Precondition: there is a next tensor, whose type is checked.
    /// - Throws: `.truncated`; what reading throws.
    public mutating func read() throws(FormatError) -> [Float] {
        let entry = entries[position]
        return entry.type.decode(try readBytes())
    }

    /// Reads the elements of the ``next`` tensor, of any type, as they are stored.
    /// - Precondition: there is a next tensor.
    /// - Throws: `.truncated`; what reading throws.
    public mutating func readBytes() throws(FormatError) -> [UInt8] {
        let entry = entries[position]
        let elements = try bytes.read(exactly: entry.size, what: entry.description)
        elements.withUnsafeBytes { pass(entry, $0) }
        return elements
    }

    /// The next tensor is behind.
    private mutating func pass(_ entry: SafetensorsHeader.Entry, _ elements: UnsafeRawBufferPointer) {
        var sum = Digest()
        sum.add(elements)
        pass(entry, sum)
    }

    private mutating func pass(_ entry: SafetensorsHeader.Entry, _ sum: Digest) {
        digest.add(entry.name, entry.type, entry.shape, sum)
        position += 1
    }

    /// Reads the elements of the ``next`` tensor to memory that is there already, as ``read()`` does.
    /// - Precondition: there is a next tensor, whose type is checked, and `floats` has as many elements.
    /// - Throws: `.truncated`; what reading throws.
    public mutating func read(into floats: UnsafeMutableBufferPointer<Float>) throws(FormatError) {
        let entry = entries[position]
        precondition(floats.count == entry.shape.count)
        guard entry.type == .f32 else {
            _ = floats.update(from: try read())
            return
        }
        try bytes.read(exactly: UnsafeMutableRawBufferPointer(floats), what: entry.description)
        pass(entry, UnsafeRawBufferPointer(floats))
    }

    /// Passes the elements of the ``next`` tensor, of any type.
    /// - Precondition: there is a next tensor.
    /// - Throws: `.truncated`; what reading throws.
    public mutating func skip() throws(FormatError) {
        let entry = entries[position]
        var sum = Digest()
        try bytes.skip(exactly: entry.size, what: entry.description) { sum.add($0) }
        pass(entry, sum)
    }

    /// - Throws: `.malformed` for anything after the last tensor.
    public func finish() throws(FormatError) {
        guard try bytes.peek(1).isEmpty else {
            throw .malformed("found bytes after the last tensor, expected the end of the file")
        }
    }
}
