/// How images of netpbm begin, P1 to P7, told from tables whose first column has such a name.
struct PNMOpening {
    private var rest: ArraySlice<UInt8>

    /// - Parameter opening: the first bytes of a file.
    static func isPNM(_ opening: [UInt8]) -> Bool {
        guard opening.count > 2, opening[0] == UInt8(ascii: "P"), 0x31...0x37 ~= opening[1],
            isSpace(opening[2]) || opening[2] == UInt8(ascii: "#")
        else { return false }
        var scan = PNMOpening(rest: opening[2...])
        let kind = Int(opening[1] - 0x30)
        return kind == 7 ? scan.isArbitrary() : scan.isPlain(kind)
    }

    /// Whether the sizes of the image and, for more than black and white, the greatest sample follow, as far as
    /// there are bytes; then samples. No text has an image of no pixels.
    private mutating func isPlain(_ kind: Int) -> Bool {
        for _ in 0..<(kind == 1 || kind == 4 ? 2 : 3) {
            skipSpace()
            let digits = rest.prefix { 0x30...0x39 ~= $0 }
            rest = rest[digits.endIndex...]
            guard let end = rest.first else { return true }
            guard !digits.isEmpty, isSpace(end) else { return false }
            if kind <= 3, digits.allSatisfy({ $0 == 0x30 }) { return false }
        }
        let other = rest.first { !(0x30...0x39 ~= $0 || isSpace($0)) }
        // Remarks may follow, and the next image.
        if kind <= 3 { return other == nil || other == UInt8(ascii: "#") || other == UInt8(ascii: "P") }
        return !isColumn(rest.dropFirst())
    }

    /// Whether bytes are lines of numbers, not samples.
    private func isColumn(_ bytes: ArraySlice<UInt8>) -> Bool {
        let numbers = bytes.filter { !isSpace($0) }
        return bytes.contains(0x0A) && !numbers.isEmpty
            && numbers.allSatisfy { 0x30...0x39 ~= $0 || ascii(".,;+-eE").contains($0) }
    }

    /// Whether a line of a PAM header follows.
    private mutating func isArbitrary() -> Bool {
        skipSpace()
        let words = ["WIDTH", "HEIGHT", "DEPTH", "MAXVAL", "TUPLTYPE", "ENDHDR"]
        return rest.isEmpty
            || words.contains { rest.starts(with: $0.utf8) || ascii($0).starts(with: rest) }
    }

    /// Skips white space and remarks.
    private mutating func skipSpace() {
        while let byte = rest.first, isSpace(byte) || byte == UInt8(ascii: "#") {
            rest = byte == UInt8(ascii: "#") ? rest.drop { $0 != 0x0A } : rest.dropFirst()
        }
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
