/// What stands before the samples of an image.
struct PNMHeader {
    enum Coding {
        case text
        case bits
        case binary
    }

    var width = 0
    var height = 0
    var channels = 1
    /// What full intensity is.
    var maximum = 1
    var coding = Coding.binary
    /// Whether 0 is white.
    var isInverted = false
}

extension PNMReader {
    /// Reads the header of P1 to P6, behind these two bytes.
    func readHeader(kind: Int) throws(ImageError) -> PNMHeader {
        var header = PNMHeader()
        let isBitmap = kind == 1 || kind == 4
        header.channels = kind == 3 || kind == 6 ? 3 : 1
        header.coding = kind <= 3 ? .text : isBitmap ? .bits : .binary
        header.isInverted = isBitmap
        header.width = try number()
        header.height = try number()
        // One byte of white space follows the last number, and `number()` has taken it.
        if !isBitmap { header.maximum = try number() }
        return try checked(header)
    }

    /// Reads the header of P7, behind these two bytes.
    func readArbitraryHeader() throws(ImageError) -> PNMHeader {
        var header = PNMHeader()
        header.maximum = 0
        header.channels = 0
        while let line = try line() {
            let words = line.split(separator: " ")
            switch words.first ?? "#" {
            case "ENDHDR": return try checked(header)
            case "WIDTH": header.width = try number(words)
            case "HEIGHT": header.height = try number(words)
            case "DEPTH": header.channels = try number(words)
            case "MAXVAL": header.maximum = try number(words)
            case "TUPLTYPE": continue
            case let word where word.hasPrefix("#"): continue
            default:
                throw .mismatch(
                    found: "\"\(line.prefix(20))\" in a PAM header", expected: "ENDHDR at its end")
            }
        }
        throw .truncated
    }

    private func checked(_ header: PNMHeader) throws(ImageError) -> PNMHeader {
        guard header.width > 0, header.height > 0, (1...65535).contains(header.maximum),
            (1...4).contains(header.channels)
        else {
            let form = "\(header.width)x\(header.height) pixels, \(header.channels) channels"
            throw .mismatch(
                found: "an image of \(form), greatest sample \(header.maximum)",
                expected: "sides of 1 or more, 1 to 4 channels and a greatest sample from 1 to 65535")
        }
        _ = try Image.sampleCount(width: header.width, height: header.height, channels: header.channels)
        return header
    }

    /// The next number, after white space and comments; the byte behind it is taken.
    func number() throws(ImageError) -> Int {
        var byte = try skipSpace()
        var number = 0
        var digits = 0
        while let digit = byte, (0x30...0x39).contains(digit) {
            // More than any number that is taken, and the same for all of them.
            number = min(number * 10 + Int(digit - 0x30), 1 << 40)
            digits += 1
            byte = try self.byte()
        }
        guard digits > 0, byte.map(PNM.isSpace) ?? true else {
            if byte == nil { throw .truncated }
            throw .mismatch(found: "text that is no number in an image", expected: "digits")
        }
        return number
    }

    /// The first byte behind white space and comments; nil at the end.
    func skipSpace() throws(ImageError) -> UInt8? {
        var byte = try byte()
        while let space = byte, PNM.isSpace(space) || space == UInt8(ascii: "#") {
            if space == UInt8(ascii: "#") { _ = try line() }
            byte = try self.byte()
        }
        return byte
    }

    /// The rest of a line; nil at the end.
    private func line() throws(ImageError) -> Substring? {
        var bytes: [UInt8] = []
        while let byte = try byte() {
            if byte == 0x0A { return Substring(decoding: bytes, as: UTF8.self) }
            // Comments may be long; what is looked at is short.
            if bytes.count < 256 { bytes.append(byte == 0x09 || byte == 0x0D ? 0x20 : byte) }
        }
        return bytes.isEmpty ? nil : Substring(decoding: bytes, as: UTF8.self)
    }

    private func number(_ words: [Substring]) throws(ImageError) -> Int {
        guard words.count == 2, let number = Int(words[1]), number >= 0 else {
            throw .mismatch(
                found: "\"\(words.joined(separator: " "))\" in a PAM header", expected: "a word and a number")
        }
        return min(number, 1 << 40)
    }
}
