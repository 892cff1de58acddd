import Foundation
import SystemPackage

/// Whether files need no name until they are complete.
#if os(Linux)
    let hasUnnamedFiles = true
#else
    let hasUnnamedFiles = false
#endif

extension Workplace {
    /// The size of the output in the folder that a process has not completed; nil: there is none.
    func unfinishedOutput(of process: pid_t) -> Int? {
        if let name = files.first(where: { $0.hasSuffix(".partial") }) { return try? read(name).count }
        let folder = "/proc/\(process)/fd"
        for number in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let link = "\(folder)/\(number)"
            var status = stat()
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
                target.hasPrefix(path + "/#"), stat(link, &status) == 0
            {
                return Int(status.st_size)
            }
        }
        return nil
    }

    /// Runs `vae-tensor`, which waits for the rest of its input, while `body` deals with the process.
    func runWaiting(
        _ arguments: [String], body: @escaping @Sendable (pid_t) -> Void
    ) async throws -> Outcome {
        let pipe = try FileDescriptor.pipe()
        try pipe.writeEnd.writeAll(try read("digits.npy").dropLast(10))
        let outcome = try await run(.tensor, arguments, input: pipe.readEnd) { process in
            try await waits { self.unfinishedOutput(of: process) != nil }
            body(process)
        }
        try pipe.writeEnd.close()
        try pipe.readEnd.close()
        return outcome
    }
}

/// Programs that tests use where the machine has them and permits what they do.
enum Programs {
    /// Makes system calls fail.
    static let traces = succeeds("strace -qq -o /dev/null true")
    static let startsSystems = succeeds("unshare --pid --fork true")
    static let mounts = succeeds("unshare --mount true")

    private static func succeeds(_ command: String) -> Bool { system(command + " 2> /dev/null") == 0 }
}
