/// Reads the few Python literals that stand in NPY headers. Every function skips white space first.
struct NPYScanner {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// Takes `mark`, one ASCII character, if it comes next.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < text.count, text[position] == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ mark: Unicode.Scalar) throws(FormatError) {
        guard skip(mark) else { throw unexpected("'\(mark)'") }
    }

    mutating func expectEnd() throws(FormatError) {
        skipSpace()
        guard position == text.count else { throw unexpected("the end of the header") }
    }

    /// A string in single or double quotes, without escapes.
    mutating func string() throws(FormatError) -> String {
        let quote: Unicode.Scalar = skip("'") ? "'" : "\""
        if quote == "\"", !skip(quote) { throw unexpected("a string") }
        let rest = text[position...]
        guard let end = rest.firstIndex(of: UInt8(ascii: quote)) else { throw unexpected("a closing quote") }
        let content = rest[..<end]
        guard content.allSatisfy({ (0x20..<0x7f).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            throw unexpected("a string of plain ASCII")
        }
        position = end + 1
        return String(decoding: content, as: UTF8.self)
    }

    /// The value of `descr`: a string, since the list of fields of a structure is refused.
    mutating func elementType() throws(FormatError) -> String {
        if skip("[") {
            throw .unsupported(
                "found structures of several fields, expected elements that are numbers; "
                    + "in NumPy, array['name'] is one of the fields")
        }
        return try string()
    }

    mutating func boolean() throws(FormatError) -> Bool {
        skipSpace()
        for (name, value) in [("True", true), ("False", false)]
        where text[position...].starts(with: name.utf8) {
            position += name.utf8.count
            return value
        }
        throw unexpected("True or False")
    }

    /// Integers in parentheses, with a comma after the only one: `()`, `(3,)`, `(3, 4)`.
    mutating func tuple() throws(FormatError) -> [Int] {
        try expect("(")
        var numbers: [Int] = []
        while !skip(")") {
            numbers.append(try integer())
            if skip(",") { continue }
            guard numbers.count > 1 else { throw unexpected("','") }
            try expect(")")
            break
        }
        return numbers
    }

    /// A decimal integer; the `L` that Python 2 wrote after a long one is ignored.
    private mutating func integer() throws(FormatError) -> Int {
        skipSpace()
        let digits = text[position...].prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
            throw unexpected("an integer below 2^63")
        }
        position = digits.endIndex
        _ = skip("L")
        return number
    }

    private mutating func skipSpace() {
        position += text[position...].prefix { $0 == 0x20 || (0x09...0x0d).contains($0) }.count
    }

    private func unexpected(_ expected: String) -> FormatError {
        let found = text[position...].prefix(12).map { byte in
            (0x20..<0x7f).contains(byte) ? String(Unicode.Scalar(byte)) : "\\x" + hexadecimal([byte])
        }
        return .malformed(
            found.isEmpty
                ? "found the end of an NPY header, expected \(expected)"
                : "found \"\(found.joined())\" at byte \(position) of an NPY header, expected \(expected)")
    }
}
