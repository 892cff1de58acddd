import CLibrary
import Formats

/// What happens when a mapped file becomes shorter, or its disk fails, while a tool uses it: the system sends
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
    /// As messages of the main thread name the files.
    nonisolated(unsafe) private static var names: [String] = []
    /// A pipe that holds one byte: of the threads that meet the end of a file at once, the one that gets it tells, and
    /// the others wait for ever.
    nonisolated(unsafe) private static var token: Int32 = -1

    private static let complaint = "found a file that became shorter, expected it to stay as it is"
    nonisolated(unsafe) private static var unreadable: UnsafePointer<CChar>?

    /// Fails where a file has become shorter, which nothing else tells if its last page is still there.
    static func check() throws(Failure) {
        for (index, name) in names.enumerated() where isShorter(entries![index]) {
            throw Failure(.inputOutputError, "\(name): \(complaint)")
        }
    }

    private static func isShorter(_ entry: Entry) -> Bool {
        var status = stat()
        return fstat(entry.descriptor, &status) == 0 && Int(status.st_size) < entry.size
    }

    /// From now on, a message of that tool names the file.
    static func watch(_ file: MappedFile, as name: String, tool: String) {
        let message = "\(tool): \(name): \(complaint)\n"
        if token < 0 {
            makeToken()
            unreadable = UnsafePointer(strdup("\(tool): found data that cannot be read any more\n")!)
        }
        Interruption.prepare()
        // The old list is not freed: a handler may be looking at it.
        let longer = UnsafeMutablePointer<Entry>.allocate(capacity: count + 1)
        if let entries { longer.initialize(from: entries, count: count) }
        (longer + count).initialize(
            to: Entry(
                descriptor: file.descriptor.rawValue, size: file.bytes.count, message: strdup(message)!))
        entries = longer
        count += 1
        names.append(name)
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
        var isTold = false
        for index in 0..<count where isShorter(entries![index]) {
            write(2, entries![index].message, strlen(entries![index].message))
            isTold = true
        }
        if !isTold, let unreadable { write(2, unreadable, strlen(unreadable)) }
        Interruption.removeUnfinishedOutput()
        _exit(ExitStatus.inputOutputError.rawValue)
    }
}
