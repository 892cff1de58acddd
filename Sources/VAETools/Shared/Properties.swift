/// What is told of a file: named values in an order, some of them objects of such.
struct Properties {
    private(set) var members: [JSONMember] = []

    subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set { if let newValue { members.append(JSONMember(name: name, value: newValue)) } }
    }

    var json: JSONValue { .object(members) }

    /// "name<tab>value" for each; members of objects are named as in "training.batch".
    var lines: [String] { Self.lines(members, prefix: "") }

    private static func lines(_ members: [JSONMember], prefix: String) -> [String] {
        members.flatMap { member in
            let name = prefix + member.name.visible
            if case .object(let members) = member.value { return lines(members, prefix: "\(name).") }
            return ["\(name)\t\(member.value.text)"]
        }
    }
}
