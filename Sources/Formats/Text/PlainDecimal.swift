/// Numbers in decimal, without an exponent unless it is asked for.
enum PlainDecimal {
    /// Adds a number with at most `decimals` digits behind the point: the fewest that give it back when they are read, or
    /// the nearest number of so many digits; zeros are added up to `leastDecimals`.
    /// - Precondition: the number is finite.
    static func append(
        _ value: Double, decimals: Int, leastDecimals: Int, point: UInt8, to text: inout [UInt8]
    ) {
        if decimals <= 15 {
            let scaled = (abs(value) * powersOfTen[decimals]).rounded()
            // So few digits are those that were read, or those that round what was not.
            if scaled < 1e15 {
                let isNegative = value < 0 && scaled > 0 || value == 0 && value.sign == .minus
                return append(
                    UInt64(scaled), isNegative: isNegative, decimals: decimals, leastDecimals, point,
                    to: &text
                )
            }
        }
        var (digits, exponent) = shortest(abs(value))
        round(&digits, &exponent, to: decimals)
        let isZero = digits.allSatisfy { $0 == 0x30 }
        if value < 0, !isZero { text.append(UInt8(ascii: "-")) }
        // digits · 10^exponent.
        if exponent >= 0 {
            text += digits
            if !isZero { text += repeatElement(UInt8(ascii: "0"), count: exponent) }
            if leastDecimals > 0 {
                text.append(point)
                text += repeatElement(UInt8(ascii: "0"), count: leastDecimals)
            }
            return
        }
        if digits.count <= -exponent {
            digits = Array(repeating: 0x30, count: 1 - exponent - digits.count) + digits
        }
        text += digits[..<(digits.count + exponent)]
        text.append(point)
        text += digits[(digits.count + exponent)...]
        if -exponent < leastDecimals {
            text += repeatElement(UInt8(ascii: "0"), count: leastDecimals + exponent)
        }
    }

    /// Adds a number as Python does: its digits with a point behind the first, and an exponent of two digits at least.
    static func appendWithExponent(_ value: Double, decimals: Int, point: UInt8, to text: inout [UInt8]) {
        var (digits, exponent) = shortest(abs(value))
        round(&digits, &exponent, to: decimals)
        while digits.count > 1, digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
        if digits == [0x30] { return text.append(0x30) }
        exponent += digits.count - 1
        if value < 0 { text.append(UInt8(ascii: "-")) }
        text.append(digits[0])
        if digits.count > 1 { text += [point] + digits[1...] }
        text += (exponent < 0 ? "e-" : "e+").utf8
        text += (abs(exponent) < 10 ? "0\(abs(exponent))" : "\(abs(exponent))").utf8
    }

    /// Adds mantissa · 10^-decimals.
    private static func append(
        _ mantissa: UInt64, isNegative: Bool, decimals: Int, _ leastDecimals: Int, _ point: UInt8,
        to text: inout [UInt8]
    ) {
        if isNegative { text.append(UInt8(ascii: "-")) }
        var (mantissa, decimals) = (mantissa, decimals)
        while decimals > leastDecimals, mantissa.isMultiple(of: 10) {
            mantissa /= 10
            decimals -= 1
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { digits in
            var place = 40
            var count = 0
            while mantissa > 0 || count <= decimals {
                place -= 1
                if count == decimals, decimals > 0 {
                    digits[place] = point
                    place -= 1
                }
                digits[place] = UInt8(ascii: "0") + UInt8(mantissa % 10)
                mantissa /= 10
                count += 1
            }
            text += digits[place...]
        }
    }

    /// The fewest digits that give a number back when they are read, and the power of ten behind them.
    private static func shortest(_ value: Double) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var exponent = 0
        var isFraction = false
        let text = Array(value.description.utf8)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if byte == UInt8(ascii: "e") {
                exponent += Int(String(decoding: text[(index + 1)...], as: UTF8.self))!
                break
            } else {
                digits.append(byte)
                if isFraction { exponent -= 1 }
            }
        }
        while digits.count > 1, digits.last == 0x30, exponent < 0 {
            digits.removeLast()
            exponent += 1
        }
        while digits.count > 1, digits[0] == 0x30 { digits.removeFirst() }
        return (digits, exponent)
    }

    /// Rounds digits · 10^exponent to so many decimals, halves up.
    private static func round(_ digits: inout [UInt8], _ exponent: inout Int, to decimals: Int) {
        guard -exponent > decimals else { return }
        let dropped = -exponent - decimals
        guard dropped <= digits.count else {
            (digits, exponent) = ([0x30], 0)
            return
        }
        let carries = digits[digits.count - dropped] >= UInt8(ascii: "5")
        digits.removeLast(dropped)
        exponent = -decimals
        if digits.isEmpty { digits = [0x30] }
        if carries { increment(&digits) }
        while exponent < 0, digits.count > 1, digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
    }

    private static func increment(_ digits: inout [UInt8]) {
        var index = digits.count - 1
        while index >= 0, digits[index] == UInt8(ascii: "9") {
            digits[index] = 0x30
            index -= 1
        }
        if index >= 0 { digits[index] += 1 } else { digits.insert(UInt8(ascii: "1"), at: 0) }
    }
}
