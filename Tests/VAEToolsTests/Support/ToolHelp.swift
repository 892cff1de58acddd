import ArgumentParser
import Foundation
import Testing
import VAETools

/// What a tool says of itself.
struct ToolHelp: CustomTestStringConvertible, Sendable {
    struct Option {
        /// As they are typed: -m, --model.
        let names: Set<String>
        /// Nil for a flag.
        let valueName: String?
        let values: Set<String>
        /// What help says between "default: " and the end.
        let standard: String?
    }

    let name: String
    let command: any ParsableCommand.Type

    static let all = tools.map { ToolHelp(name: $0.configuration.commandName!, command: $0) }

    var testDescription: String { name }

    /// The options of the tool and of its commands; help and version once.
    func options() throws -> [Option] {
        let dump = try JSONDecoder().decode(HelpDump.self, from: Data(command._dumpHelp().utf8))
        var seen: Set<Set<String>> = []
        return dump.command.allArguments.filter { $0.kind != "positional" && $0.shouldDisplay }
            .map { $0.option() }.filter { seen.insert($0.names).inserted }
    }
}

/// The JSON of --experimental-dump-help.
private struct HelpDump: Decodable {
    struct Name: Decodable {
        let kind: String
        let name: String

        var typed: String { (kind == "long" ? "--" : "-") + name }
    }

    struct Argument: Decodable {
        let kind: String
        let names: [Name]?
        let valueName: String?
        let allValues: [String]?
        let defaultValue: String?
        let abstract: String?
        let shouldDisplay: Bool

        func option() -> ToolHelp.Option {
            ToolHelp.Option(
                names: Set((names ?? []).map(\.typed)), valueName: kind == "flag" ? nil : valueName,
                values: Set(allValues ?? []), standard: defaultValue ?? statedDefault)
        }

        /// Of an option whose default depends: "(default: …)" at the end of its help.
        private var statedDefault: String? {
            abstract?.firstMatch(of: /\(default: (.*)\)$/).map { String($0.1) }
        }
    }

    struct Command: Decodable {
        let arguments: [Argument]?
        let subcommands: [Command]?

        var allArguments: [Argument] {
            (arguments ?? []) + (subcommands ?? []).flatMap(\.allArguments)
        }
    }

    let command: Command
}
