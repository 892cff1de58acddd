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

    static let all = [
        ToolHelp(name: "vae-fit", command: FitTool.self),
        ToolHelp(name: "vae-encode", command: EncodeTool.self),
        ToolHelp(name: "vae-decode", command: DecodeTool.self),
        ToolHelp(name: "vae-sample", command: SampleTool.self),
        ToolHelp(name: "vae-eval", command: EvalTool.self),
        ToolHelp(name: "vae-png", command: PngTool.self),
        ToolHelp(name: "vae-latent", command: LatentTool.self),
        ToolHelp(name: "vae-tensor", command: TensorTool.self),
        ToolHelp(name: "vae-info", command: InfoTool.self),
        ToolHelp(name: "vae-plot", command: PlotTool.self),
    ]

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
