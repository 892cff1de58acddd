import CLibrary
import Formats

/// What happens when a mapped file becomes shorter, or its disk fails, while a tool uses it: the system sends
/// SIGBUS, and there is nothing to go on with. Everything here is touched by a signal handler, so it is plain
/// memory.
enum ShrinkingFiles {
    /// A pipe that holds one byte: of the threads that meet the end of a file at once, the one that gets it tells, and
    /// the others wait for ever.
    nonisolated(unsafe) private static var token: Int32 = -1
    nonisolated(unsafe) private static var tool: UnsafePointer<CChar>?
    nonisolated(unsafe) private static var complaint: UnsafePointer<CChar>?

    /// Fails where a file that is still mapped has become shorter, which nothing else tells if its last page is still
    /// there.
    static func check() throws(Failure) {
        for index in 0..<MappedFiles.capacity {
            let entry = MappedFiles.entry(index)
            guard entry.isShorter, let name = entry.name else { continue }
            throw Failure(.inputOutputError, "\(String(cString: name)): \(FormatError.truncation)")
        }
    }

    /// From now on, the end of a mapped file is told under the name of that tool.
    static func watch(tool name: String) {
        MappedFiles.prepare()
        tool = UnsafePointer(strdup(name))
        complaint = UnsafePointer(strdup(": \(FormatError.truncation)\n"))
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        write(ends[1], "1", 1)
        token = ends[0]
        signal(SIGBUS) { _ in ShrinkingFiles.end() }
    }

    private static func end() -> Never {
        var byte: UInt8 = 0
        read(token, &byte, 1)
        signal(SIGPIPE, SIG_IGN)
        var isTold = false
        for index in 0..<MappedFiles.capacity {
            let entry = MappedFiles.entry(index)
            guard entry.isShorter else { continue }
            tell(entry.name)
            isTold = true
        }
        if !isTold { tell(nil) }
        UnfinishedFiles.remove()
        _exit(ExitStatus.inputOutputError.rawValue)
    }

    /// - Parameter name: nil: it is not known which file cannot be read.
    private static func tell(_ name: UnsafePointer<CChar>?) {
        put(tool)
        guard let name else {
            let message: StaticString = ": found data that cannot be read any more\n"
            write(2, message.utf8Start, message.utf8CodeUnitCount)
            return
        }
        write(2, ": ", 2)
        put(name)
        put(complaint)
    }

    private static func put(_ text: UnsafePointer<CChar>?) {
        if let text { write(2, text, strlen(text)) }
    }
}
