import CLibrary
import SystemPackage

/// Lines on standard error, each with the tool's name in front.
public struct Messages: Sendable {
    let tool: String
    /// Whether another process says the same.
    var isSilent = false

    /// One line, whatever the message holds.
    func write(_ message: String) { write(lines: [message]) }

    func write(lines: [String]) {
        guard !isSilent else { return }
        writeToStandardError("\(tool.visible): \(lines.map(\.visible).joined(separator: "\n"))\n")
    }
}

/// Writes as it is; what cannot be written there, perhaps because nobody reads it any more, cannot be told either.
func writeToStandardError(_ text: String) {
    withoutBrokenPipes { _ = try? FileDescriptor.standardError.writeAll(text.utf8) }
}

/// Whether a descriptor is a terminal.
func isTerminal(_ descriptor: FileDescriptor) -> Bool { isatty(descriptor.rawValue) == 1 }

/// A number with a fixed count of decimals, the same in every locale; "nan" for NaN.
func fixed(_ value: Double, _ decimals: Int) -> String {
    if value.isNaN { return "nan" }
    return withVaList([Int32(decimals), value]) { arguments in
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            vsnprintf(buffer.baseAddress!, buffer.count, "%.*f", arguments)
            return String(cString: buffer.baseAddress!)
        }
    }
}
