import CLibrary
import Formats
import SystemPackage

/// A program that runs, with its output and its words on standard error at hand.
final class DecoderProcess {
    private let process: pid_t
    private var output: Int32
    private var errors: Int32
    private var words: [UInt8] = []
    private var status: Int32?

    /// - Throws: where it cannot be started.
    init(_ arguments: [String]) throws(Errno) {
        let started = starting.locked {
            Result { () throws(Errno) in try start(arguments) }
        }
        (process, output, errors) = try started.get()
    }

    deinit { if status == nil { _ = end(kills: true) } }

    /// Stores bytes of its output and returns how many: 0 at the end.
    func readOutput(_ buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        while true {
            var events = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
            if errors >= 0 { events.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0)) }
            guard poll(&events, nfds_t(events.count), -1) > 0 else {
                if errno == EINTR { continue }
                throw Errno(rawValue: errno)
            }
            if events.count > 1, events[1].revents != 0 { readErrors() }
            if events[0].revents != 0 {
                let descriptor = FileDescriptor(rawValue: output)
                do { return try descriptor.read(into: buffer) } catch { throw error as! Errno }
            }
        }
    }

    /// Keeps the last words, so that a program that says much does not wait for ever.
    private func readErrors() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(errors, &bytes, bytes.count)
        if count > 0 {
            words = (words + bytes[..<count]).suffix(4096)
        } else if count == 0 || errno != EINTR {
            close(errors)
            errors = -1
        }
    }

    /// Waits for its end, or makes it end.
    /// - Returns: what went wrong, nil if nothing did.
    func end(kills: Bool = false) -> String? {
        if kills { kill(process, SIGTERM) }
        close(output)
        output = -1
        while errors >= 0 { readErrors() }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        self.status = status
        guard status != 0 else { return nil }
        let ending = status & 0x7F == 0 ? "exit status \(status >> 8 & 0xFF)" : "signal \(status & 0x7F)"
        let lines = String(decoding: words, as: UTF8.self).split(whereSeparator: \.isNewline)
        return ending + (lines.last.map { ": \(shown(String($0)))" } ?? "")
    }
}

/// Starts a program whose input is empty; its process, and where to read its output and errors.
private func start(_ arguments: [String]) throws(Errno) -> (pid_t, output: Int32, errors: Int32) {
    let (output, errors) = (try makePipe(), try makePipe())
    defer {
        close(output.write)
        close(errors.write)
    }
    #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
    #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.write, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.write, 2)
    // Threads of ours leave some signals to others; a program of its own takes them all.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { $0.withFileName { strdup($0) } } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let status = posix_spawn(&process, arguments[0], &actions, &attributes, &words, environ)
    guard status == 0 else {
        close(output.read)
        close(errors.read)
        throw Errno(rawValue: status)
    }
    return (process, output.read, errors.read)
}

/// Held from the making of a pipe to the start of the program that it is for, so that no other gets its ends.
private let starting = Monitor()

/// A pipe whose ends only those programs get for which they are meant.
private func makePipe() throws(Errno) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
}
