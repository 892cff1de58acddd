import Foundation
import Testing

/// Whole commands, each a folder `Cases/<tool>/<sentence>/` with a line of shell, `cmd`, and what it gives:
/// `expout`, `experr` and `status`. With RECORD=1 in the environment what it gives is written there instead.
///
/// A command runs in a ``Workplace``. What is printed there must not depend on the machine.
@Suite struct CasesTests {
    @Test(arguments: Case.all)
    func `gives what was recorded`(example: Case) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(example.read("cmd"), environment: ["LC_ALL": "C"])
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try example.write(outcome.text, to: "expout")
            try example.write(outcome.errors, to: "experr")
            try example.write("\(outcome.status)\n", to: "status")
        }
        #expect(try outcome.text == example.read("expout"))
        #expect(try outcome.errors == example.read("experr"))
        #expect(try "\(outcome.status)\n" == example.read("status"))
    }

    @Test func `every tool has cases`() {
        #expect(Set(Case.all.map(\.tool)) == Set(Tool.allCases.map(\.rawValue)))
    }
}

/// One folder of `Cases`.
struct Case: CustomTestStringConvertible {
    let tool: String
    let sentence: String

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Cases").path

    static let all: [Case] = {
        let names = { (folder: String) in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        }
        return names(folder).flatMap { tool in
            names("\(folder)/\(tool)").map { Case(tool: tool, sentence: $0) }
        }
    }()

    var testDescription: String { "\(tool): \(sentence.replacing("-", with: " "))" }

    func read(_ file: String) throws -> String {
        try String(contentsOfFile: path(file), encoding: .utf8)
    }

    func write(_ text: String, to file: String) throws {
        try text.write(toFile: path(file), atomically: true, encoding: .utf8)
    }

    private func path(_ file: String) -> String { "\(Case.folder)/\(tool)/\(sentence)/\(file)" }
}
