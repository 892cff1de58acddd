/// A format that holds no array as the tools read it, told by the first bytes of a file.
public struct ForeignFormat: Sendable {
    /// As messages say what was found, "a PNG image".
    public let name: String
    /// What to do with such a file.
    public let advice: String

    /// Whether it is text in UTF-8 or ASCII.
    public let isText: Bool

    init(_ name: String, _ advice: String, isText: Bool = false) {
        self.name = name
        self.advice = advice
        self.isText = isText
    }

    /// How many bytes are enough to tell.
    public static let openingLength = 64

    /// Nil: nothing that is known.
    /// - Parameter opening: the first ``openingLength`` bytes, or all.
    public init?(opening: ArraySlice<UInt8>) {
        let opening = Array(opening.prefix(ForeignFormat.openingLength))
        let found =
            ForeignFormat.byMagic(opening) ?? ForeignFormat.archive(opening) ?? ForeignFormat.text(opening)
        guard let found else { return nil }
        self = found
    }
}

extension ForeignFormat {
    /// An error that says what the next bytes look like and what they should have been.
    static func error(for bytes: ByteReader) throws(FormatError) -> FormatError {
        let opening = try bytes.peek(openingLength)
        let expected = "expected an NPY or IDX array, plain or gzipped"
        if [NPY.magic, IDX.magic, InflateSource.magic].contains(where: { $0.starts(with: opening) }) {
            return .truncated("found only the bytes \(hexadecimal(opening)), \(expected)")
        }
        guard let format = ForeignFormat(opening: opening) else {
            return .malformed("found bytes \(hexadecimal(opening.prefix(6))), \(expected)")
        }
        return .unsupported("found \(format.name), \(expected); \(format.advice)")
    }

    /// What the first bytes of a file look like that is no safetensors file; nil: nothing that is known.
    static func instead(ofSafetensors opening: ArraySlice<UInt8>) -> String? {
        if opening.starts(with: NPY.magic) { return "an NPY array" }
        if opening.starts(with: InflateSource.magic) { return "gzipped data" }
        return ForeignFormat(opening: opening)?.name
    }
}

/// Bytes as two digits each, with spaces between.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
