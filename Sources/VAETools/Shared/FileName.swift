import CLibrary

/// Names of files are bytes of any kind; options and messages are text.
///
/// In a text, a byte of a name that is not part of UTF-8 is a scalar of its own, U+10FF00 to U+10FFFF, of a range for
/// private use. Scalars of that range in a name become such bytes too, so that each name has a text of its own.
enum FileName {
    private static let first: UInt32 = 0x10FF00

    /// The text that stands for a name.
    static func text(of bytes: some Collection<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self),
            !text.unicodeScalars.contains(where: { $0.value >= first })
        {
            return text
        }
        var text = String.UnicodeScalarView()
        var rest = bytes[...]
        while !rest.isEmpty {
            var (parser, iterator) = (Unicode.UTF8.ForwardParser(), rest.makeIterator())
            let parsed = parser.parseScalar(from: &iterator)
            if case .valid(let encoded) = parsed, case let scalar = Unicode.UTF8.decode(encoded),
                scalar.value < first
            {
                text.append(scalar)
                rest = rest.dropFirst(encoded.count)
            } else {
                text.append(Unicode.Scalar(first + UInt32(rest.first!))!)
                rest = rest.dropFirst()
            }
        }
        return String(text)
    }

    /// The text that stands for a name as system calls give it.
    static func text(of name: UnsafePointer<CChar>) -> String {
        text(of: UnsafeRawBufferPointer(start: name, count: strlen(name)))
    }

    /// The name that a text stands for.
    static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let byte = byte(scalar) { bytes.append(byte) } else { bytes += UTF8.encode(scalar)! }
        }
        return bytes
    }

    /// The byte that a scalar stands for.
    static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        scalar.value >= first ? UInt8(scalar.value - first) : nil
    }
}

extension String {
    /// Calls `body` with the name of a file that this stands for, as system calls take it.
    func withFileName<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let name = FileName.bytes(of: self).map { CChar(bitPattern: $0) } + [0]
        return name.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
}
