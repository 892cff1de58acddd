import CLibrary

/// The number digits · 10^exponent, so that its label needs no rounding.
struct TickNumber: Hashable, Sendable {
    let digits: Int
    let exponent: Int

    var value: Double {
        exponent < 0 && exponent >= -22
            ? Double(digits) / pow(10, Double(-exponent)) : Double(digits) * pow(10, Double(exponent))
    }

    /// The power of ten of its first digit; nil for 0.
    private var magnitude: Int? { digits == 0 ? nil : exponent + "\(digits.magnitude)".utf8.count - 1 }

    /// Labels in one style: plain where none is longer than six digits or so, else as 1.5×10⁶.
    static func labels(of numbers: [TickNumber]) -> [String] {
        let magnitudes = numbers.compactMap(\.magnitude)
        let (least, greatest) = (numbers.map(\.exponent).min() ?? 0, magnitudes.max() ?? 0)
        // Powers of ten may have more places than numbers that are compared digit by digit.
        let isPlain = greatest < 6 && least >= -5 && (greatest - least < 8)
        if isPlain { return numbers.map(\.plain) }
        // As on a logarithmic axis.
        if numbers.allSatisfy({ $0.digits == 1 }) { return numbers.map { "10" + superscript($0.exponent) } }
        return numbers.map { $0.scientific(from: greatest) }
    }

    private var plain: String {
        let sign = digits < 0 ? "\u{2212}" : ""
        let text = "\(digits.magnitude)"
        if exponent >= 0 {
            return sign + (digits == 0 ? "0" : text + String(repeating: "0", count: exponent))
        }
        let padded = String(repeating: "0", count: max(1 - exponent - text.utf8.count, 0)) + text
        return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
    }

    /// - Parameter greatest: the power of ten of the largest number beside it, which all labels share.
    private func scientific(from greatest: Int) -> String {
        if digits == 0 { return "0" }
        return TickNumber(digits: digits, exponent: exponent - greatest).plain + "×10"
            + superscript(greatest)
    }
}

private func superscript(_ number: Int) -> String {
    let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String("\(number)".map { $0 == "-" ? "⁻" : raised[$0.wholeNumberValue!] })
}
