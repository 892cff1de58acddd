/// What stands in a field of a report.
enum ScoreValue: Encodable {
    /// With six decimals in text; left out of JSON where it is NaN.
    case number(Double)
    case count(Int)
    case text(String)

    /// In tab-separated text.
    var text: String {
        switch self {
        case .number(let value): fixed(value, 6)
        case .count(let value): "\(value)"
        case .text(let text): text
        }
    }

    var isMissing: Bool { if case .number(let value) = self { value.isNaN } else { false } }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .count(let value): try container.encode(value)
        case .text(let text): try container.encode(text)
        }
    }
}

/// Named values, or objects of them, as an object of JSON.
struct ScoreObject: Encodable {
    let members: [(name: String, value: any Encodable)]

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in members where (value as? ScoreValue)?.isMissing != true {
            try container.encode(value, forKey: Name(stringValue: name))
        }
    }
}
