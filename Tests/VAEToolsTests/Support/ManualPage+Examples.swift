import Testing

/// Commands that a page shows.
struct Example: CustomTestStringConvertible, Sendable {
    let page: String
    let script: String
    /// What the machine must have beside the tools and the usual programs: a program, and modules of Python.
    let needs: [String]

    var testDescription: String { "\(page): \(script.split(separator: "\n")[0])" }

    static let all = ManualPage.allOrNone.flatMap(\.examples)

    static func needing(_ needs: String...) -> [Example] { all.filter { $0.needs == needs } }
}

extension ManualPage {
    /// Each literal block of EXAMPLES, and those of TUTORIAL together, which a reader types in one go.
    ///
    /// A comment `run with: python3 numpy` before a block says what it needs.
    var examples: [Example] {
        let tutorial = blocks(of: section("TUTORIAL")).map(\.script).joined(separator: "\n")
        return blocks(of: section("EXAMPLES"))
            + (tutorial.isEmpty ? [] : [Example(page: file, script: tutorial, needs: [])])
    }

    private func blocks(of section: ArraySlice<String>) -> [Example] {
        var result: [Example] = []
        var needs: [String] = []
        var block: [String]?
        for line in section {
            if let words = line.firstMatch(of: /^\.\\" run with: (.*)$/) {
                needs = words.1.split(separator: " ").map(String.init)
            } else if line.hasPrefix(".Bd -literal") {
                block = []
            } else if line == ".Ed", let lines = block {
                result.append(Example(page: file, script: lines.joined(separator: "\n"), needs: needs))
                (block, needs) = (nil, [])
            } else {
                block?.append(unescaped(line))
            }
        }
        return result
    }
}
