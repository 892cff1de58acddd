/// What stands in a field of a report.
enum ScoreValue: Encodable {
    /// With six decimals in text; left out of JSON where it is NaN.
    case number(Double)
    case count(Int)
    case text(String)
    case object([(name: String, value: ScoreValue)])

    /// In tab-separated text.
    var text: String {
        switch self {
        case .number(let value): fixed(value, 6)
        case .count(let value): "\(value)"
        case .text(let text): text
        case .object(let members): members.map { $0.value.text }.joined(separator: "\t")
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        if case .object(let members) = self {
            var container = encoder.container(keyedBy: Name.self)
            for (name, value) in members {
                if case .number(let number) = value, number.isNaN { continue }
                try container.encode(value, forKey: Name(stringValue: name))
            }
            return
        }
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .count(let value): try container.encode(value)
        case .text(let text): try container.encode(text)
        case .object: break
        }
    }
}
