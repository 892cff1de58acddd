import ArgumentParser
import CLibrary
import Compute
import SystemPackage

/// The version of all tools.
public let toolsVersion = "0.1.0"

/// A command that ends by the rules that all tools share.
public protocol Tool: ParsableCommand {
    /// Does the work; throws a `Failure`.
    func work(_ messages: Messages) throws
}

extension ParsableCommand {
    /// What `--version` prints.
    static func version(of tool: String) -> String {
        "\(tool) \(toolsVersion) (\((try? KernelSet.check()) == nil ? "no" : KernelSet.currentName) kernels)"
    }

    /// Parses the command line, works, and exits with the status that the manual gives.
    public static func start() -> Never {
        occupyStandardDescriptors()
        let messages = Messages(tool: toolName)
        Interruption.watch()
        ShrinkingFiles.watch(tool: toolName)
        MemoryFailures.watch(tool: toolName)
        endProcess(status(messages).rawValue)
    }

    static var toolName: String { configuration.commandName! }

    private static func status(_ messages: Messages) -> ExitStatus {
        let command: any ParsableCommand
        do {
            try KernelSet.check()
            try checkCommand()
            command = try parseAsRoot(Array(CommandLine.words.dropFirst()))
        } catch let error as KernelSet.Unavailable {
            messages.write("VAE_KERNELS: \(error)")
            return .usage
        } catch {
            return answer(error, messages)
        }
        do {
            if let tool = command as? any Tool {
                try tool.work(messages)
            } else {
                // `help`.
                var command = command
                try command.run()
            }
            return .done
        } catch let failure as Failure {
            // A rank that has nothing to tell leaves the status to the one that has: mpirun would kill that one first.
            guard !failure.message.isEmpty else { return .done }
            messages.write(failure.message)
            return failure.status
        } catch {
            return answer(error, messages)
        }
    }

    private static var commands: [String] {
        configuration.subcommands.map { $0.configuration.commandName! }
    }

    /// The one of the tool's commands that the first word names.
    private static var command: String? {
        CommandLine.words.dropFirst().first.flatMap { commands.contains($0) ? $0 : nil }
    }

    /// The help of the tool, or of its command in use.
    private static var currentHelp: String {
        let type = configuration.subcommands.first { $0.configuration.commandName == command }
        return type.map { helpMessage(for: $0) } ?? helpMessage()
    }

    /// Fails where the first word is none of the tool's commands, if it has any.
    private static func checkCommand() throws {
        let word = CommandLine.words.dropFirst().first
        guard !commands.isEmpty, command == nil, word != "help", word?.hasPrefix("-") != true else { return }
        throw ValidationError(
            "found \(word.map { "'\($0)'" } ?? "no command"), expected one of \(commands.joined(separator: " "))"
        )
    }

    /// What is wrong with a command line; its words are shown as they may be, the lines of the message stay.
    private static func visibleMessage(for error: any Error) -> [String] {
        var text = OptionSuggestion(help: currentHelp).corrected(message(for: error))
        for word in CommandLine.words where word.contains(where: \.isNewline) {
            text = text.replacing(word, with: word.visible)
        }
        return text.split(separator: "\n").map(String.init)
    }

    /// Prints help and versions on standard output, and what is wrong with a command line on standard error.
    private static func answer(_ error: any Error, _ messages: Messages) -> ExitStatus {
        guard exitCode(for: error).isSuccess else {
            messages.write(lines: visibleMessage(for: error))
            writeToStandardError("Try '\(toolName) \(command.map { "help \($0)" } ?? "--help")'.\n")
            return .usage
        }
        var text = correctedCompletions(fullMessage(for: error))
        if !text.hasSuffix("\n") { text += "\n" }
        do {
            try FileDescriptor.standardOutput.writeAll(text.utf8)
            return .done
        } catch {
            messages.write("standard output: cannot write: \(error)")
            return .inputOutputError
        }
    }
}

/// Opens what cannot be used in the place of closed standard descriptors, so that no file of ours gets their
/// numbers and then what is meant for them.
private func occupyStandardDescriptors() {
    for descriptor in 0...2 as ClosedRange<Int32> where fcntl(descriptor, F_GETFD) == -1 {
        _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
}

/// Under this name because commands have an `exit` of their own.
func endProcess(_ status: Int32) -> Never { exit(status) }
