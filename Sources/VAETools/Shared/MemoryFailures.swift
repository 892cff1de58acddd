import CLibrary
import Synchronization

/// What a tool says where the system grants no memory: one line, and status 1; unfinished outputs are removed.
enum MemoryFailures {
    nonisolated(unsafe) private static var line: UnsafePointer<CChar>?
    private static let isEnding = Atomic(false)

    static func watch(tool: String) {
        _ = isEnding.load(ordering: .relaxed)
        MemoryFailure.handler = { what, bytes in
            signal(SIGPIPE, SIG_IGN)
            if isFirst() {
                writeToStandardError(
                    "\(tool): not enough memory: needs \(MemoryLimit.described(bytes)) for \(what)\n")
            }
            end()
        }
        // Swift's own collections tell the size that they could not get, and abort.
        line = UnsafePointer(strdup("\(tool): not enough memory\n"))
        signal(SIGABRT) { _ in
            signal(SIGPIPE, SIG_IGN)
            if MemoryFailures.isFirst(), let line = MemoryFailures.line { write(2, line, strlen(line)) }
            MemoryFailures.end()
        }
    }

    /// Whether this is the first call: others give it the time to write its line.
    private static func isFirst() -> Bool {
        guard isEnding.exchange(true, ordering: .relaxed) else { return true }
        sleep(1)
        return false
    }

    private static func end() -> Never {
        UnfinishedFiles.remove()
        _exit(ExitStatus.failed.rawValue)
    }
}
