import FoundationEssentials
import Tensors

/// Any value of JSON; members of an object keep the order in which they are written.
enum JSONValue {
    case text(String)
    case integer(Int)
    case number(Double)
    case truth(Bool)
    case missing
    case list([JSONValue])
    /// A list of its dimensions.
    case shape(Shape)
    case object([JSONMember])

    /// For a line of text.
    var text: String {
        switch self {
        case .text(let text): text.visible
        case .integer(let value): "\(value)"
        case .number(let value): plain(value)
        case .truth(let value): value ? "yes" : "no"
        case .missing: "none"
        case .list(let values): values.map(\.text).joined(separator: ",")
        case .shape(let shape): "\(shape)"
        case .object(let members):
            members.map { "\($0.name.visible)=\($0.value.text)" }.joined(separator: ",")
        }
    }
}

extension JSONValue {
    /// The member of that name, of an object that has it.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The members of an object that is written as JSON, each as a text; none of anything else.
    static func members(of json: String?) -> [String: String] {
        let value = json.flatMap { try? JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
        guard case .object(let members) = value else { return [:] }
        return Dictionary(members.map { ($0.name, $0.value.text) }) { first, _ in first }
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { JSONMember(name: $0, value: $1) })
    }
}

extension JSONValue: Codable {
    /// Members of an object come in the order of their names.
    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Name.self) {
            self = .object(
                try container.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
                    JSONMember(
                        name: $0.stringValue, value: try container.decode(JSONValue.self, forKey: $0))
                })
            return
        }
        let container = try decoder.singleValueContainer()
        self =
            if container.decodeNil() { .missing } else if let value = try? container.decode(Bool.self) {
                .truth(value)
            } else if let value = try? container.decode(Int.self) {
                .integer(value)
            } else if let value =
                try? container.decode(Double.self)
            { .number(value) } else if let value = try? container.decode(String.self) { .text(value) } else {
                .list(try container.decode([JSONValue].self))
            }
    }

    func encode(to encoder: any Encoder) throws {
        if case .object(let members) = self {
            var container = encoder.container(keyedBy: Name.self)
            for member in members {
                try container.encode(member.value, forKey: Name(stringValue: member.name))
            }
            return
        }
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let value): try container.encode(value)
        case .number(let value) where value.isFinite: try container.encode(value)
        case .truth(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .shape(let shape): try container.encode(shape)
        case .number, .missing, .object: try container.encodeNil()
        }
    }
}

/// The name of a member.
private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// A member of an object.
struct JSONMember {
    let name: String
    let value: JSONValue
}
