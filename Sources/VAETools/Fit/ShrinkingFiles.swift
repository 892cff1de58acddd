import Formats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What happens when a mapped file becomes shorter, or its disk fails, while a training uses it: the system sends
/// SIGBUS, and there is nothing to go on with. Everything here is touched by a signal handler, so it is plain
/// memory.
enum ShrinkingFiles {
    private struct Entry {
        let descriptor: Int32
        let size: Int
        let message: UnsafePointer<CChar>
    }

    nonisolated(unsafe) private static var entries: UnsafeMutablePointer<Entry>?
    nonisolated(unsafe) private static var count = 0
    /// A pipe that holds one byte: of the threads that meet the end of a file at once, the one that gets it tells, and
    /// the others wait for ever.
    nonisolated(unsafe) private static var token: Int32 = -1

    /// From now on, a message names the file.
    static func watch(_ file: MappedFile, as name: String) {
        let tool = FitTool.configuration.commandName!
        let message = "\(tool): \(name): found a file that became shorter, expected it to stay as it is\n"
        if token < 0 { makeToken() }
        // The old list is not freed: a handler may be looking at it.
        let longer = UnsafeMutablePointer<Entry>.allocate(capacity: count + 1)
        if let entries { longer.initialize(from: entries, count: count) }
        (longer + count).initialize(
            to: Entry(
                descriptor: file.descriptor.rawValue, size: file.bytes.count, message: strdup(message)!))
        entries = longer
        count += 1
        signal(SIGBUS) { _ in ShrinkingFiles.end() }
    }

    private static func makeToken() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        write(ends[1], "1", 1)
        token = ends[0]
    }

    private static func end() -> Never {
        var byte: UInt8 = 0
        read(token, &byte, 1)
        for index in 0..<count {
            let entry = entries![index]
            var status = stat()
            if fstat(entry.descriptor, &status) == 0, Int(status.st_size) < entry.size {
                write(2, entry.message, strlen(entry.message))
            }
        }
        Interruption.removeUnfinishedOutput()
        _exit(ExitStatus.inputOutputError.rawValue)
    }
}
