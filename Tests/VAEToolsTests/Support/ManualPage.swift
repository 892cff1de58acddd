import Foundation
import Testing

/// A page of the manual, as far as these tests understand mdoc.
struct ManualPage: CustomTestStringConvertible, Sendable {
    /// As in vae-fit.1.
    let file: String
    let lines: [String]

    init(_ file: String) throws {
        self.file = file
        lines = try Repository.text("man/\(file)").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    static let all = Result { try Repository.names(in: "man").map(ManualPage.init) }

    static var allOrNone: [ManualPage] { (try? all.get()) ?? [] }

    var testDescription: String { file }

    /// The lines of a section; none where there is no such section.
    func section(_ name: String) -> ArraySlice<String> {
        guard let start = lines.firstIndex(of: ".Sh \(name)") else { return [] }
        let rest = lines[(start + 1)...]
        return rest.prefix { !$0.hasPrefix(".Sh ") }
    }

    /// The words after macro `.It Cm` or `.It` at the start of a line of the section.
    func items(of section: some Sequence<String>, macro: String = "Cm") -> [String] {
        section.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.starts(with: [".It", macro]), words.count > 2 else { return nil }
            return words[2]
        }
    }

    /// Every option that the page mentions, by its long name.
    var mentionedOptions: Set<String> {
        Set(
            lines.filter { !$0.hasPrefix(".\\\"") }.flatMap { line in
                line.matches(of: /\bFl (-[a-z][-a-z]*)/).map { "-\($0.1)" }
            })
    }

    /// The pages that this one refers to, as in vae-fit.1.
    var references: [String] {
        lines.compactMap { line in
            line.firstMatch(of: /\bXr ([-a-z]+) ([0-9])/).map { "\($0.1).\($0.2)" }
        }
    }
}

/// Text in mdoc without its escapes.
func unescaped(_ line: some StringProtocol) -> String {
    String(line).replacing("\\(aq", with: "'").replacing("\\&", with: "").replacing("\\e", with: "\\")
}
