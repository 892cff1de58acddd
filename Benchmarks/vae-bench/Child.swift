import CLibrary
import Foundation

/// A benchmark that cannot go on, and why.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String
}

/// Programs that run to their end while somebody measures.
enum Child {
    struct Outcome {
        let words: [String]
        let succeeded: Bool
        /// From before the first program starts until the last has ended.
        let seconds: Double
        /// What the last program wrote, where that was asked for.
        let output: String

        @discardableResult
        func expectSuccess() throws -> Outcome {
            guard succeeded else {
                throw BenchFailure(description: "failed: \(words.joined(separator: " "))")
            }
            return self
        }
    }

    /// Runs one program, `words`.
    static func run(
        _ words: [String], environment: [String: String] = [:], capture: Bool = false
    ) throws -> Outcome {
        try run(pipeline: [words], environment: environment, capture: capture)
    }

    /// Runs programs of which each reads what the one before writes. The first reads nothing; what the last
    /// writes is captured or thrown away.
    static func run(
        pipeline: [[String]], environment: [String: String] = [:], capture: Bool = false
    ) throws -> Outcome {
        let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nowhere) }
        var (output, end) = (nowhere, nowhere)
        if capture { (output, end) = try pipe() }
        let clock = ContinuousClock()
        let start = clock.now
        var processes: [pid_t] = []
        var input = nowhere
        for (index, words) in pipeline.enumerated() {
            var (next, target) = (nowhere, end)
            if index < pipeline.count - 1 { (next, target) = try pipe() }
            processes.append(try spawn(words, environment, input: input, output: target))
            for descriptor in [input, target] where descriptor != nowhere { close(descriptor) }
            input = next
        }
        let text = capture ? readAll(output) : ""
        if capture { close(output) }
        let statuses = processes.map { wait(for: $0) }
        return Outcome(
            words: Array(pipeline.joined(separator: ["|"])), succeeded: statuses.allSatisfy { $0 == 0 },
            seconds: (clock.now - start) / .seconds(1), output: text)
    }

    /// Starts a program and leaves it running. It inherits standard error.
    static func spawn(
        _ words: [String], _ environment: [String: String], input: Int32, output: Int32
    ) throws -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var arguments = words.map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + settings { free(text) } }
        var process: pid_t = 0
        let error = posix_spawnp(&process, words[0], &actions, nil, &arguments, &settings)
        guard error == 0 else {
            throw BenchFailure(description: "\(words[0]): \(String(cString: strerror(error)))")
        }
        return process
    }

    /// Waits for a program; its status as `waitpid` gives it.
    @discardableResult
    static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// A pipe that programs get only where it is their standard input or output.
    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        #if canImport(Darwin)
            let result = Darwin.pipe(&ends)
        #elseif canImport(Musl)
            let result = Musl.pipe(&ends)
        #else
            let result = Glibc.pipe(&ends)
        #endif
        guard result == 0 else { throw BenchFailure(description: "no pipe can be had") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(descriptor, &piece, piece.count), count > 0 { bytes += piece[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
