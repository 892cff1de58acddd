/// A number as it is written in decimal: -12, 0.5, .5, 1e-3.
///
/// Its conversions are rounded to nearest, ties to even, whatever the number of digits and the locale. What is not
/// plain decimal is no number here: hexadecimal, infinities, NaN, digits in groups.
public struct DecimalNumber {
    /// What it was read from.
    private let text: UnsafeRawBufferPointer
    private let isNegative: Bool
    /// Its first 19 digits that count; the number is ± mantissa · 10^exponent and less than one unit of the mantissa.
    private let mantissa: UInt64
    private let exponent: Int
    /// Whether digits other than 0 follow those of the mantissa.
    private let isCut: Bool
    /// What stands before the fraction.
    private let point: UInt8

    /// - Parameters:
    ///   - text: stays where it is as long as this is used. Spaces around the number are skipped.
    ///   - point: what stands before the fraction, "." or ",".
    public init?(_ text: UnsafeRawBufferPointer, point: UInt8 = UInt8(ascii: ".")) {
        let text = trimmed(text)
        var scanner = Scanner(text: text)
        isNegative = scanner.sign()
        scanner.digits(places: 0)
        if scanner.take(point) { scanner.digits(places: 1) }
        guard scanner.hasDigits else { return nil }
        if scanner.take(UInt8(ascii: "e")) || scanner.take(UInt8(ascii: "E")) {
            guard scanner.power() else { return nil }
        }
        guard scanner.position == text.count else { return nil }
        (self.text, self.point) = (text, point)
        (mantissa, exponent, isCut) = (scanner.mantissa, scanner.exponent, scanner.isCut)
    }

    /// Infinite beyond the range of `Double`.
    public var double: Double {
        guard !isCut, mantissa <= 1 << 53, let value = scaled else { return Double(string)! }
        // Mantissa and power are exact, so that one operation rounds once.
        return isNegative ? -value : value
    }

    /// Infinite beyond the range of `Float`.
    public var float: Float {
        if mantissa == 0 { return isNegative ? -0.0 : 0 }
        guard let value = scaled, value >= Double(Float.leastNormalMagnitude) else { return Float(string)! }
        // `value` is off by three units in the last place at most: only near the middle of two floats does it matter.
        let middle: UInt64 = 1 << 28
        let rest = value.bitPattern & (2 * middle - 1)
        guard rest < middle - 4 || rest > middle + 4 else { return Float(string)! }
        return Float(isNegative ? -value : value)
    }

    /// The number, where it is whole and its type has it: 3, 3.0 and 3e2 are whole.
    public func whole<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        if exponent == 0, !isCut {
            guard isNegative else { return Number(exactly: mantissa) }
            return Int64(exactly: mantissa).flatMap { Number(exactly: -$0) } ?? Number(string)
        }
        // A double is exactly the number of its text only within these.
        return Number(string) ?? (abs(double) <= 0x1p53 ? Number(exactly: double) : nil)
    }

    /// mantissa · 10^exponent in one operation; nil where the power of ten is not exact.
    private var scaled: Double? {
        guard exponent >= -22, exponent <= 22 else { return nil }
        let mantissa = Double(mantissa)
        return exponent < 0 ? mantissa / powersOfTen[-exponent] : mantissa * powersOfTen[exponent]
    }

    private var string: String {
        String(decoding: text.lazy.map { $0 == point ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    }
}

/// Those that a `Double` holds exactly.
let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
]

/// Text without the spaces and tabs around it.
public func trimmed(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var (start, end) = (0, text.count)
    while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    while start < end, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: text[start..<end])
}

private struct Scanner {
    let text: UnsafeRawBufferPointer
    var position = 0
    var hasDigits = false
    var mantissa: UInt64 = 0
    var exponent = 0
    var isCut = false
    /// Digits in the mantissa.
    private var count = 0

    init(text: UnsafeRawBufferPointer) { self.text = text }

    mutating func take(_ mark: UInt8) -> Bool {
        guard position < text.count, text[position] == mark else { return false }
        position += 1
        return true
    }

    /// Takes a sign, if there is one; whether it is a minus.
    mutating func sign() -> Bool { take(UInt8(ascii: "-")) || (take(UInt8(ascii: "+")) && false) }

    /// Takes digits, each of which stands `places` further behind the point.
    mutating func digits(places: Int) {
        while let digit = digit() {
            hasDigits = true
            if count < 19 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if mantissa > 0 { count += 1 }
                exponent -= places
            } else {
                exponent += 1 - places
                isCut = isCut || digit > 0
            }
        }
    }

    /// Takes what follows an e; false where it is no whole number.
    mutating func power() -> Bool {
        let isNegative = sign()
        var (power, hasDigits) = (0, false)
        while let digit = digit() {
            hasDigits = true
            // Far beyond any range, and far from overflowing.
            if power < 1 << 40 { power = power * 10 + Int(digit) }
        }
        exponent += isNegative ? -power : power
        return hasDigits
    }

    private mutating func digit() -> UInt8? {
        guard position < text.count else { return nil }
        let digit = text[position] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        position += 1
        return digit
    }
}
