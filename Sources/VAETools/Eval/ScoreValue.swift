/// What stands in a field of a report.
enum ScoreValue {
    /// With six decimals in text; left out of JSON where it is NaN.
    case number(Double)
    case count(Int)
    case text(String)

    /// In tab-separated text.
    var text: String {
        switch self {
        case .number(let value): fixed(value, 6)
        case .count(let value): "\(value)"
        case .text(let text): text.visible
        }
    }

    /// Nil: it is left out.
    var json: JSONValue? {
        switch self {
        case .number(let value): value.isNaN ? nil : .number(value)
        case .count(let value): .integer(value)
        case .text(let text): .text(text)
        }
    }
}
