/// Reads JSON (RFC 8259) from its first byte to its last, in time that grows with their number.
struct JSONScanner {
    /// How deep lists and objects may stand in each other.
    private static let deepest = 128

    private let text: [UInt8]
    /// As messages name what is read.
    private let title: String
    private(set) var position = 0

    init(_ text: [UInt8], of title: String = "a safetensors header") {
        (self.text, self.title) = (text, title)
    }

    /// Calls `body` with the name of each member of an object, behind its colon.
    /// - Throws: `.malformed` where a name comes twice; what `body` throws.
    mutating func object(
        _ body: (inout JSONScanner, _ name: String) throws(FormatError) -> Void
    ) throws(FormatError) {
        // By bytes: to `String`, texts that Unicode calls equivalent are equal.
        var names = Set<[UInt8]>()
        try expect("{")
        if skip("}") { return }
        repeat {
            let name = try string()
            guard names.insert(Array(name.utf8)).inserted else {
                throw .malformed("found '\(name)' twice in \(title), expected each name once")
            }
            try expect(":")
            try body(&self, name)
        } while skip(",")
        try expect("}")
    }

    /// Calls `body` at each element of a list.
    mutating func list(_ body: (inout JSONScanner) throws(FormatError) -> Void) throws(FormatError) {
        try expect("[")
        if skip("]") { return }
        repeat { try body(&self) } while skip(",")
        try expect("]")
    }

    /// A string; escapes are those of JSON, surrogates in pairs.
    mutating func string() throws(FormatError) -> String {
        skipSpace()
        guard next == UInt8(ascii: "\"") else { throw unexpected("a string") }
        position += 1
        var bytes: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw unexpected("no control character in a string") }
            if byte == UInt8(ascii: "\\") {
                bytes += UTF8.encode(try escape())!
            } else {
                bytes.append(byte)
                position += 1
            }
        }
        guard next != nil else { throw unexpected("a closing quote") }
        position += 1
        guard let string = String(validating: bytes, as: UTF8.self) else { throw unexpected("UTF-8") }
        return string
    }

    /// A whole number from 0 up to the largest `Int`, without a fraction or an exponent.
    mutating func count() throws(FormatError) -> Int {
        skipSpace()
        let start = position
        let digits = text[start...].prefix { 0x30...0x39 ~= $0 }
        let behind = start + digits.count < text.count ? text[start + digits.count] : 0
        let isWhole = !"-+.eE".utf8.contains(behind) && (digits.first != 0x30 || digits.count == 1)
        guard isWhole, let number = Int(String(decoding: digits, as: UTF8.self)) else {
            throw unexpected("a whole number from 0 to 2^63 - 1")
        }
        position += digits.count
        return number
    }

    /// A number, with or without a fraction and an exponent.
    mutating func number() throws(FormatError) -> Double {
        skipSpace()
        let start = position
        try skipNumber()
        let number = Double(String(decoding: text[start..<position], as: UTF8.self))!
        guard number.isFinite else { throw unexpected("numbers that f8 has") }
        return number
    }

    /// `true` or `false`.
    mutating func truth() throws(FormatError) -> Bool {
        skipSpace()
        let value = next == UInt8(ascii: "t")
        try word(value ? "true" : "false")
        return value
    }

    /// Passes a value of any kind.
    mutating func skipValue(depth: Int = 0) throws(FormatError) {
        guard depth < Self.deepest else { throw unexpected("no more than \(Self.deepest) levels") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"):
            try object { scanner, _ throws(FormatError) in try scanner.skipValue(depth: depth + 1) }
        case UInt8(ascii: "["):
            try list { scanner throws(FormatError) in try scanner.skipValue(depth: depth + 1) }
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try skipNumber()
        }
    }

    /// Passes `null`, if it comes next.
    mutating func skipNull() -> Bool {
        skipSpace()
        guard text[position...].starts(with: "null".utf8) else { return false }
        position += 4
        return true
    }

    mutating func expectEnd() throws(FormatError) {
        skipSpace()
        guard position == text.count else { throw unexpected("its end") }
    }

    /// Takes `mark`, one ASCII character, if it comes next.
    private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ mark: Unicode.Scalar) throws(FormatError) {
        guard skip(mark) else { throw unexpected("'\(mark)'") }
    }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func word(_ word: String) throws(FormatError) {
        guard text[position...].starts(with: word.utf8) else { throw unexpected("a value") }
        position += word.utf8.count
    }
}

extension JSONScanner {
    private mutating func escape() throws(FormatError) -> Unicode.Scalar {
        position += 1
        let names: [UInt8: Unicode.Scalar] = [
            0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
            0x74: "\t",
        ]
        if let scalar = next.flatMap({ names[$0] }) {
            position += 1
            return scalar
        }
        let unit = try codeUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, next == UInt8(ascii: "\\") else { throw unexpected("a pair of surrogates") }
        position += 1
        let low = try codeUnit()
        guard 0xDC00...0xDFFF ~= low else { throw unexpected("a pair of surrogates") }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))!
    }

    /// The four digits of an escape, behind its backslash.
    private mutating func codeUnit() throws(FormatError) -> UInt32 {
        guard next == UInt8(ascii: "u") else { throw unexpected("an escape of JSON") }
        let digits = text[(position + 1)...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
            throw unexpected("four hexadecimal digits")
        }
        position += 5
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)!
    }

    private mutating func skipNumber() throws(FormatError) {
        if next == UInt8(ascii: "-") { position += 1 }
        let whole = try skipDigits()
        if text[position - whole] == UInt8(ascii: "0"), whole > 1 { throw unexpected("no leading zero") }
        if next == UInt8(ascii: ".") {
            position += 1
            _ = try skipDigits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            _ = try skipDigits()
        }
    }

    private mutating func skipDigits() throws(FormatError) -> Int {
        let count = text[position...].prefix { 0x30...0x39 ~= $0 }.count
        guard count > 0 else { throw unexpected("a value") }
        position += count
        return count
    }

    private func unexpected(_ expected: String) -> FormatError {
        let found = String(decoding: text[min(position, text.count)...].prefix(12), as: UTF8.self)
        return .malformed(
            found.isEmpty
                ? "found the end of \(title), expected \(expected)"
                : "found \"\(found)\" at byte \(position) of \(title), expected \(expected)")
    }
}
