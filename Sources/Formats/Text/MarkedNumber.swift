/// A number with what no reader of numbers takes: thousands in groups, a sign of percent or of a currency.
public struct MarkedNumber {
    /// What to do with the cells, so that they can be read.
    public let hint: String

    /// Nil: it is no number, or a plain one.
    public init?(_ cell: UnsafeRawBufferPointer, point: UInt8) {
        let text = String(decoding: trimmed(cell), as: UTF8.self)
        var rest = text[...]
        var signs: [String] = []
        while let sign = currencies.first(where: { rest.hasPrefix($0) || rest.hasSuffix($0) }) {
            rest = rest.hasPrefix(sign) ? rest.dropFirst(sign.count) : rest.dropLast(sign.count)
            rest = rest.drop { $0 == " " }
            while rest.last == " " || rest.last == "\u{A0}" { rest.removeLast() }
            signs.append(sign)
            if signs.count > 2 { return nil }
        }
        let mark = point == UInt8(ascii: ",") ? "," : "."
        let groups = rest.split(separator: mark, omittingEmptySubsequences: false)
        let isGrouped = (1...2).contains(groups.count) && MarkedNumber.isGrouped(groups[0], except: mark)
        if isGrouped { rest = rest.filter { !"., '\u{A0}\u{202F}’".contains($0) }[...] }
        let digits = Array(rest.utf8)
        guard digits.withUnsafeBytes({ DecimalNumber($0, point: point) != nil }), isGrouped || !signs.isEmpty
        else { return nil }
        hint =
            signs.contains("%")
            ? "remove the signs of percent first"
            : !signs.isEmpty
                ? "remove the signs of the currency first" : "remove the thousands separators first"
    }

    /// Whether digits stand in groups of three: 1,000,000.
    private static func isGrouped(_ text: Substring, except mark: String) -> Bool {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text
        guard let separator = digits.first(where: { !$0.isNumber }),
            "., '\u{A0}\u{202F}’".contains(separator),
            String(separator) != mark
        else { return false }
        let groups = digits.split(separator: separator, omittingEmptySubsequences: false)
        return groups.count > 1 && (1...3).contains(groups[0].count)
            && groups.dropFirst().allSatisfy { $0.count == 3 }
            && groups.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }
}

private let currencies = ["$", "€", "£", "¥", "₹", "%", "USD", "EUR", "GBP", "CHF"]
