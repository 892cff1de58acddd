import ArgumentParser

/// `vae`, under which every tool is a command: `vae fit` is `vae-fit`.
struct VAECommand: Tool {
    static let configuration = CommandConfiguration(
        commandName: "vae", abstract: "Variational auto-encoders from the shell.",
        usage: "vae <command> [<options>] [<file> ...]",
        discussion: """
            Each command is also a program of its own: 'vae fit' is vae-fit.

            \(list)

            'vae help <command>' shows the options of a command.
            """,
        version: version(of: "vae"), helpNames: .shortAndLong)

    @Argument(help: .hidden) var words: [String] = []

    func work(_ messages: Messages) throws {
        guard words != ["help"] else { throw CleanExit.helpRequest(self) }
        let command = words.first == "help" ? words[1] : words.first
        let found = command.map { "'\($0.visible)'" } ?? "no command"
        throw Failure.usage(
            "found \(found), expected one of \(VAECommand.names.joined(separator: " ")); try 'vae --help'")
    }

    /// The command line of the tool that a command line of `vae` stands for; nil: it names none.
    static func toolWords(_ words: [String]) -> [String]? {
        let words = words.dropFirst()
        guard words.first == "help" else {
            return words.first.flatMap(toolName).map { [$0] + words.dropFirst() }
        }
        guard let name = words.dropFirst().first.flatMap(toolName) else { return nil }
        let command = words.dropFirst(2)
        return command.isEmpty ? [name, "--help"] : [name, "help"] + command
    }

    /// The commands, in the order of the tools.
    private static var names: [Substring] { tools.map { $0.toolName.dropFirst(prefix.count) } }

    private static let prefix = "vae-"

    /// The tool of a command.
    private static func toolName(_ command: String) -> String? {
        tool(named: prefix + command)?.toolName
    }

    private static var list: String {
        zip(names, tools).map { name, tool in
            "  \(name)" + String(repeating: " ", count: 9 - name.count) + tool.configuration.abstract
        }.joined(separator: "\n")
    }
}
