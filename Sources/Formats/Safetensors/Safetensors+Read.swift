import Tensors

extension Safetensors {
    /// The longest header that is read.
    static let longestHeader = 1 << 24

    /// Reads a file to its end. `F64` is rounded to `Float`; `F32`, `F16` and `BF16` are exact.
    ///
    /// Never inflates: the length that begins the file may look like a gzip member.
    /// - Throws: `.truncated`; `.unsupported` for other element types; `.malformed` for a header that
    ///   breaks the format's rules, or for anything after the last tensor.
    public static func read(from bytes: ByteReader) throws(FormatError) -> Safetensors {
        let opening = try bytes.peek(16)
        guard !opening.isEmpty else {
            throw .truncated("found an empty file, expected a safetensors file")
        }
        let size = try bytes.read(exactly: 8, what: "the length of a safetensors header")
        let length = size.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let isPossible = (2...UInt64(longestHeader)).contains(length)
        let hasBrace = opening.count < 16 || opening.dropFirst(8).starts(with: [UInt8(ascii: "{")])
        if !isPossible || !hasBrace, let found = Stranger.instead(ofSafetensors: opening) {
            throw .unsupported("found \(found), expected a safetensors file")
        }
        guard isPossible else {
            throw .malformed("found a safetensors header of \(length) bytes, expected 2 to \(longestHeader)")
        }
        let text = try bytes.read(exactly: Int(length), what: "a safetensors header")
        let header = try SafetensorsHeader(parsing: text)

        var result = Safetensors(metadata: header.metadata)
        for entry in try header.layout() {
            let elements = try bytes.read(exactly: entry.size, what: "tensor '\(entry.name)'")
            result.tensors.append((entry.name, Tensor(entry.type.decode(elements), shape: entry.shape)))
        }
        guard try bytes.peek(1).isEmpty else {
            throw .malformed("found bytes after the last tensor, expected the end of the file")
        }
        return result
    }
}
