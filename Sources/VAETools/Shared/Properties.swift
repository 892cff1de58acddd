/// What is told of a file: named values in an order, some of them objects of such.
struct Properties {
    private(set) var members: [(name: String, value: JSONValue)] = []

    subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set { if let newValue { members.append((name, newValue)) } }
    }

    var json: JSONValue { .object(members) }

    /// "name<tab>value" for each; members of objects are named as in "training.batch".
    var lines: [String] { Self.lines(members, prefix: "") }

    private static func lines(_ members: [(name: String, value: JSONValue)], prefix: String) -> [String] {
        members.flatMap { name, value in
            if case .object(let members) = value { return lines(members, prefix: "\(prefix)\(name.visible).") }
            return ["\(prefix)\(name.visible)\t\(value.text)"]
        }
    }
}
