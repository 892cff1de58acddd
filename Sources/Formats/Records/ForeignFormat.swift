/// A format that is not what a tool was asked to read, told by the first bytes of a file.
public struct ForeignFormat: Sendable {
    /// What such a file holds, by which tools choose what to advise.
    public enum Kind: Hashable, Sendable {
        /// NPY or IDX.
        case array
        case safetensors
        case png, pnm
        /// Another picture, and a program that decodes it.
        case picture(decoder: String)
        /// Whatever `program -dc` decompresses.
        case compression(program: String)
        /// UTF-8, ASCII or another encoding of one byte a character.
        case text
        /// Text in an encoding of two or four bytes a character.
        case wideText(encoding: String)
        /// A table that is not text, and the function of pandas that reads it, if there is one.
        case table(reader: String?)
        /// Arrays that a module of Python reads.
        case arrays(module: String)
        case pickle
        case zip
        case other(advice: String)
    }

    /// As messages say what was found: "an HDF5 file"; "a JPEG", without a noun, for pictures.
    public let title: String
    public let kind: Kind

    init(_ title: String, _ kind: Kind) {
        (self.title, self.kind) = (title, kind)
    }

    /// How many bytes are enough to tell.
    public static let openingLength = 256

    /// Nil: nothing that is known.
    /// - Parameter opening: the first ``openingLength`` bytes, or all.
    public init?(opening: some Sequence<UInt8>) {
        let opening = Array(opening.prefix(ForeignFormat.openingLength))
        let found =
            ForeignFormat.byMark(opening) ?? ForeignFormat.archive(opening) ?? ForeignFormat.text(opening)
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
}

/// Bytes as two digits each, with spaces between.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
