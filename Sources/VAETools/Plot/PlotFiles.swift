import ArgumentParser
import Formats

/// The operands of a command that draws tables.
struct PlotFiles: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Files to read; '-' is standard input. (default: standard input)", valueName: "file"),
        completion: .file())
    var files: [String] = []

    @Option(help: MemoryOptions.help, transform: MemoryOptions.choose) var maxMemory: Void?

    func validate() throws {
        if files.filter({ $0 == "-" }).count > 1 {
            throw ValidationError("standard input can be read only once")
        }
    }

    /// Calls `body` with the bytes of each operand, and its name as messages tell it.
    func readEach(_ body: (ByteReader, _ name: String) throws(Failure) -> Void) throws(Failure) {
        for operand in files.isEmpty ? ["-"] : files {
            let file = try OperandFile(operand)
            defer { withExtendedLifetime(file) {} }
            try body(file.bytes, file.name)
        }
    }
}

/// What a legend calls the data of a file: its name without folders and ending.
func legendName(_ file: String) -> String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
    return String(last[..<dot])
}
