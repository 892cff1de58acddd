import CLibrary
import Foundation
import TestSupport

/// A folder in which a command runs again and again, each time on the same files.
final class Bench {
    /// What a run left behind.
    struct Result {
        /// Nil where a signal ended it.
        let status: Int32?
        let signal: Int32
        let output: [UInt8]
        let errors: String
        /// The files of `out/`.
        let files: [String: File]
        /// Files in other places that were not there before.
        let others: [String]
    }

    struct File: Equatable {
        let bytes: [UInt8]
        let mode: Int
        var isLink = false
    }

    let report: Report
    private let command: Command
    private let root: String
    private let inputs: Set<String>
    private var work: String { "\(root)/work" }

    static let library = "\(Build.folder)/libvae-faults.so"

    init(_ command: Command) throws {
        self.command = command
        root = FileManager.default.temporaryDirectory.appendingPathComponent("vae-bench-\(UUID())").path
        let folder = try Inputs.folder.get()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        try FileManager.default.createDirectory(atPath: "\(root)/work", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: "\(root)/tmp", withIntermediateDirectories: true)
        for file in files {
            try FileManager.default.createSymbolicLink(
                atPath: "\(root)/work/\(file)", withDestinationPath: "\(folder)/\(file)")
        }
        inputs = Set(files + ["out"])
        report = try Report(path: "\(root)/report")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Runs the command where `old` are the files of `out/`.
    func run(_ fault: Fault?, old: [String: File]) throws -> Result {
        try prepare(old)
        report.reset()
        let status = try spawn(fault)
        let isExit = status & 0x7F == 0
        let left = try FileManager.default.contentsOfDirectory(atPath: work).filter { !inputs.contains($0) }
        let temporary = try FileManager.default.contentsOfDirectory(atPath: "\(root)/tmp")
        return Result(
            status: isExit ? status >> 8 & 0xFF : nil, signal: isExit ? 0 : status & 0x7F,
            output: try read("\(root)/stdout"),
            errors: String(decoding: try read("\(root)/stderr"), as: UTF8.self),
            files: try outputs(), others: left + temporary)
    }

    private func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    func input(_ name: String) throws -> [UInt8] { try read("\(work)/\(name)") }

    /// Makes `out/` hold `old`; what is called `link` is a link to a file beside it.
    func prepare(_ old: [String: File]) throws {
        for folder in ["\(work)/out", "\(root)/tmp"] {
            try? FileManager.default.removeItem(atPath: folder)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        }
        for (name, file) in old {
            var path = "\(work)/out/\(name)"
            if name == "link" {
                try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "behind")
                path = "\(work)/out/behind"
            }
            try Data(file.bytes).write(to: URL(fileURLWithPath: path))
            chmod(path, mode_t(file.mode))
        }
    }

    /// The files of `out/`.
    func outputs() throws -> [String: File] {
        var files: [String: File] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(work)/out") {
            let path = "\(work)/out/\(name)"
            var status = stat()
            stat(path, &status)
            files[name] = File(
                bytes: try read(path), mode: Int(status.st_mode & 0o777),
                isLink: (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil)
        }
        return files
    }

    /// The status that `waitpid` gives.
    private func spawn(_ fault: Fault?) throws -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let pipe = try addInput(&actions)
        defer { if let pipe { close(pipe) } }
        for (number, name) in [(Int32(1), "stdout"), (2, "stderr")] {
            posix_spawn_file_actions_addopen(
                &actions, number, "\(root)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        let path = "\(Build.folder)/\(command.tool)"
        var arguments = ([path] + command.arguments).map { strdup($0) } + [nil]
        var environment = variables(fault).map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var process: pid_t = 0
        guard posix_spawn(&process, path, &actions, nil, &arguments, &environment) == 0 else {
            throw CocoaError(.executableLoad)
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw CocoaError(.executableLoad) }
        }
        return status
    }

    /// The descriptor to close, if there is one.
    private func addInput(_ actions: inout posix_spawn_file_actions_t) throws -> Int32? {
        switch command.input {
        case .none: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        case .file(let name): posix_spawn_file_actions_addopen(&actions, 0, "\(work)/\(name)", O_RDONLY, 0)
        case .pipe(let name):
            let bytes = try read("\(work)/\(name)")
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { throw CocoaError(.fileReadUnknown) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            // A pipe holds 64 KiB, which is more than the inputs have.
            guard write(ends[1], bytes, bytes.count) == bytes.count else {
                throw CocoaError(.fileWriteUnknown)
            }
            close(ends[1])
            posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
            return ends[0]
        }
        return nil
    }

    private func variables(_ fault: Fault?) -> [String: String] {
        var variables = ProcessInfo.processInfo.environment
        variables["VAE_MODEL"] = nil
        variables["TMPDIR"] = "\(root)/tmp"
        variables["LD_PRELOAD"] = Bench.library
        variables["VAE_FAULT"] = fault?.specification
        variables["VAE_FAULT_REPORT"] = "\(root)/report"
        variables["VAE_FAULT_FOLDER"] = work
        variables["VAE_FAULT_NAMED"] = command.hasUnnamedFiles ? nil : "1"
        variables["VAE_FAULT_SECONDS"] = "10"
        // Where the runtime ends the process, a stack trace would take a second.
        variables["SWIFT_BACKTRACE"] = "enable=no"
        return variables
    }
}
