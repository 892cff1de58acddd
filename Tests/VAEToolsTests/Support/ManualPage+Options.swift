/// What a page says of one option.
struct DocumentedOption {
    var names: Set<String> = []
    var valueName: String?
    /// The words marked with Cm.
    var values: Set<String> = []
    /// The words of the item, without macros.
    var text = ""

    /// X of "The default is X".
    var standard: String? {
        text.firstMatch(of: /The default is ([^ ]+)/).map { match in
            String(match.1).trimmingSuffix { ",.".contains($0) }
        }
    }

    /// - Parameter words: of a line such as ".It Fl o Ar file , Fl -output Ar file".
    init(item words: ArraySlice<String>) {
        var macro = ""
        for word in words {
            switch word {
            case "Fl", "Ar": macro = word
            case ",": continue
            default: if macro == "Fl" { names.insert("-\(word)") } else { valueName = word }
            }
        }
    }

    mutating func add(_ words: [String]) {
        guard let first = words.first else { return }
        guard first.hasPrefix(".") else { return append(words) }
        if let place = words.firstIndex(where: { $0 == ".Cm" || $0 == "Cm" }), place + 1 < words.count {
            values.insert(words[place + 1])
        }
        append(first == ".Fl" ? ["-" + words[1]] + words.dropFirst(2) : Array(words.dropFirst()))
    }

    private mutating func append(_ words: [String]) {
        for word in words {
            // What follows a macro as its own word is punctuation.
            text += [",", ".", ":", ";"].contains(word) ? word : " \(word)"
        }
    }
}

extension ManualPage {
    /// The items of option lists, in their order.
    var options: [DocumentedOption] {
        var result: [DocumentedOption] = []
        var depth = 0
        var itemDepth: Int?
        for line in lines {
            let words = line.split(separator: " ").map { unescaped($0) }
            switch words.first {
            case ".Bl": depth += 1
            case ".El":
                if depth == itemDepth { itemDepth = nil }
                depth -= 1
            case ".It" where words.count > 1 && words[1] == "Fl":
                result.append(DocumentedOption(item: words[1...]))
                itemDepth = depth
            default: if itemDepth != nil { result[result.count - 1].add(words) }
            }
        }
        return result
    }
}

extension StringProtocol {
    func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var rest = Substring(self)
        while let last = rest.last, predicate(last) { rest.removeLast() }
        return String(rest)
    }
}
