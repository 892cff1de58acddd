/// A number as a cell of a table has it, and how it is written.
struct CellNumber {
    let value: Double
    /// Digits behind the decimal mark, once an exponent is applied.
    let decimals: Int
    /// Whether it has neither a mark nor an exponent.
    let isPlainWhole: Bool
    /// Whether zeros stand before its digits, as in 007.
    let hasLeadingZero: Bool
    let hasExponent: Bool

    /// Nil: what stands there is no number. Infinite beyond the range of `Double`.
    @inline(__always)
    init?(_ cell: UnsafeRawBufferPointer, point: UInt8) {
        guard let fast = CellNumber(short: cell, point: point) else {
            guard let slow = CellNumber(long: trimmed(cell), point: point) else { return nil }
            self = slow
            return
        }
        self = fast
    }

    /// Of at most 18 digits, with neither blanks around nor an exponent; nil: it is not such a number.
    @inline(__always)
    private init?(short cell: UnsafeRawBufferPointer, point: UInt8) {
        let count = cell.count
        guard count > 0, count <= 20 else { return nil }
        var index = 0
        let isNegative = cell[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        let start = index
        var mantissa: UInt64 = 0
        var mark = -1
        while index < count {
            let byte = cell[index]
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
            } else if byte == point, mark < 0 {
                mark = index
            } else {
                return nil
            }
            index += 1
        }
        let digits = count - start - (mark < 0 ? 0 : 1)
        guard digits > 0, digits <= 18, mantissa <= 1 << 53 else { return nil }
        decimals = mark < 0 ? 0 : count - 1 - mark
        let magnitude = Double(mantissa)
        // Mantissa and power are exact, so that one operation rounds once.
        let absolute = decimals == 0 ? magnitude : magnitude / powersOfTen[decimals]
        value = isNegative ? -absolute : absolute
        isPlainWhole = mark < 0
        hasExponent = false
        hasLeadingZero =
            cell[start] == UInt8(ascii: "0") && (mark < 0 ? digits : mark - start) > 1
    }

    private init?(long cell: UnsafeRawBufferPointer, point: UInt8) {
        guard let number = DecimalNumber(cell, point: point) else { return nil }
        value = number.double
        let exponentMark = cell.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
        let digits = cell[..<(exponentMark ?? cell.count)]
        let mark = digits.firstIndex(of: point)
        let exponent = exponentMark.flatMap { Int(String(decoding: cell[($0 + 1)...], as: UTF8.self)) } ?? 0
        decimals = max((mark.map { digits.count - 1 - $0 } ?? 0) - max(min(exponent, 400), -400), 0)
        hasExponent = exponentMark != nil
        isPlainWhole = mark == nil && exponentMark == nil
        let first = digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") ? 1 : 0
        let wholeDigits = (mark ?? digits.count) - first
        hasLeadingZero = wholeDigits > 1 && cell[first] == UInt8(ascii: "0")
    }
}

/// Whether a cell says infinity.
public func isInfinity(_ cell: UnsafeRawBufferPointer) -> Bool {
    let word = trimmed(cell)
    guard word.count <= 9 else { return false }
    var text = String(decoding: word, as: UTF8.self).lowercased()[...]
    if text.hasPrefix("+") || text.hasPrefix("-") { text = text.dropFirst() }
    return text == "inf" || text == "infinity"
}
