/// Bytes of another format than the one that is read.
enum ForeignFormat {
    /// An error that says what the next bytes look like and what they should have been.
    static func error(for bytes: ByteReader) throws(FormatError) -> FormatError {
        let opening = try bytes.peek(16)
        let expected = "expected an NPY or IDX array, plain or gzipped"
        if [NPY.magic, IDX.magic, InflateSource.magic].contains(where: { $0.starts(with: opening) }) {
            return .truncated("found only the bytes \(hexadecimal(opening)), \(expected)")
        }
        guard let guess = guess(opening) else {
            return .malformed("found bytes \(hexadecimal(opening.prefix(6))), \(expected)")
        }
        return .unsupported("found \(guess.found), \(expected)\(guess.advice)")
    }

    /// What the first bytes of a file look like that is no safetensors file; nil: nothing that is known.
    static func instead(ofSafetensors opening: ArraySlice<UInt8>) -> String? {
        if opening.starts(with: NPY.magic) { return "an NPY array" }
        if opening.starts(with: InflateSource.magic) { return "gzipped data" }
        return guess(opening)?.found
    }

    private static func guess(_ opening: ArraySlice<UInt8>) -> (found: String, advice: String)? {
        if opening.starts(with: [0x50, 0x4b, 0x03, 0x04]) || opening.starts(with: [0x50, 0x4b, 0x05, 0x06]) {
            return ("a ZIP archive", "; if it is an .npz archive, extract its arrays first")
        }
        if opening.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return ("a PNG image", "") }
        if opening.dropFirst(7).starts(with: [0, UInt8(ascii: "{")]) {
            return ("what looks like a safetensors file", "")
        }
        let isText = opening.allSatisfy { (0x20..<0x7f).contains($0) || (0x09...0x0d).contains($0) }
        return isText ? ("text", "") : nil
    }
}

/// Bytes as two digits each, with spaces between.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
