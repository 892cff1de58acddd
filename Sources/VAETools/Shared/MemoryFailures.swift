import CLibrary

/// What a tool says where the system grants no memory: one line, and status 1; unfinished outputs are removed.
enum MemoryFailures {
    nonisolated(unsafe) private static var line: UnsafePointer<CChar>?

    static func watch(tool: String) {
        MemoryFailure.handler = { what, bytes in
            signal(SIGPIPE, SIG_IGN)
            writeToStandardError(
                "\(tool): not enough memory: needs \(MemoryLimit.described(bytes)) for \(what)\n")
            end()
        }
        // Swift's own collections tell the size that they could not get, and abort.
        line = UnsafePointer(strdup("\(tool): not enough memory\n"))
        signal(SIGABRT) { _ in
            signal(SIGPIPE, SIG_IGN)
            if let line = MemoryFailures.line { write(2, line, strlen(line)) }
            MemoryFailures.end()
        }
    }

    private static func end() -> Never {
        UnfinishedFiles.remove()
        _exit(ExitStatus.failed.rawValue)
    }
}
