import ArgumentParser

/// Which option someone may have meant who typed one that does not exist.
struct OptionSuggestion {
    /// The names of all options, without dashes.
    let names: [String]

    /// The long options that a help page lists.
    init(help: String) {
        names = help.split(separator: "\n").filter { $0.hasPrefix("  -") }.flatMap { line in
            line.split(separator: " ").prefix { $0.hasPrefix("-") || $0.hasPrefix("<") }
                .filter { $0.hasPrefix("--") }
                .map { String($0.dropFirst(2).prefix { $0 != "," }) }
        }
    }

    init(names: [String]) { self.names = names }

    /// The only option whose name is typed with a slip, in part, with more behind it, or by the initials of its
    /// words: `hepl`, `learn`, `latents` and `lr`; nil: there is none, or more than one.
    ///
    /// - Parameter typed: without dashes.
    func best(for typed: String) -> String? {
        let typed = String(typed.lowercased().map { $0 == "_" ? "-" : $0 })
        let slips = names.map { (name: $0, count: typed.slips(to: $0)) }.filter {
            $0.count <= OptionSuggestion.allowance(typed, $0.name)
        }
        if let least = slips.map(\.count).min() {
            return only(slips.filter { $0.count == least }.map(\.name))
        }
        if typed.count >= 3, let name = only(names.filter { $0.hasPrefix(typed) }) { return name }
        let beginnings = names.filter { $0.count >= 3 && typed.hasPrefix($0) }
        if let name = beginnings.max(by: { $0.count < $1.count }) { return name }
        return typed.count < 2 ? nil : only(names.filter { initials(of: $0) == typed })
    }

    /// How many slips are forgiven: of three letters at most their order may be wrong.
    private static func allowance(_ a: String, _ b: String) -> Int {
        let length = min(a.count, b.count)
        if length <= 3 { return a.sorted() == b.sorted() ? 1 : 0 }
        return length < 8 ? 1 : 2
    }

    private func initials(of name: String) -> String { String(name.split(separator: "-").map { $0.first! }) }

    private func only(_ names: [String]) -> String? { names.count == 1 ? names[0] : nil }
}

extension String {
    /// The least number of letters to insert, remove, replace or swap with the next to get another word: the distance
    /// of optimal string alignment.
    fileprivate func slips(to other: String) -> Int {
        let (a, b) = (Array(utf8), Array(other.utf8))
        var rows = [Array(0...b.count)]
        for i in 1..<a.count + 1 {
            var row = [i]
            for j in 1..<b.count + 1 {
                let change = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                row.append(Swift.min(rows[i - 1][j] + 1, row[j - 1] + 1, change))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = Swift.min(row[j], rows[i - 2][j - 2] + 1)
                }
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}

extension OptionSuggestion {
    /// The parser's message about an unknown option with this suggestion instead of its own; other messages as they
    /// are.
    func corrected(_ message: String) -> String {
        let opening = "Unknown option '"
        guard message.hasPrefix(opening) else { return message }
        let rest = message.dropFirst(opening.count)
        let parts = rest.split(separator: "'. Did you mean '", maxSplits: 1)
        let option = parts.count == 2 ? parts[0] : rest.dropLast()
        let found = "\(opening)\(option)'"
        guard option.hasPrefix("--"), option.utf8.count <= 64,
            let name = best(for: String(option.dropFirst(2)))
        else { return found }
        return "\(found). Did you mean '--\(name)'?"
    }
}
