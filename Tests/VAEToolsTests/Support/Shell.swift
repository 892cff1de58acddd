import Foundation
import Subprocess
import SystemPackage

/// Runs commands as a user would, with bash.
enum Shell {
    struct Result {
        let succeeded: Bool
        let output: String
        let errors: String
    }

    /// - Parameter paths: folders to look for commands in before those of `PATH`.
    static func run(
        _ script: String, in folder: URL = Repository.root, paths: [URL] = [Repository.tools]
    ) async throws -> Result {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let search = (paths.map(\.path) + [path]).joined(separator: ":")
        let limit = 1 << 24
        let result = try await Subprocess.run(
            .path("/bin/bash"), arguments: ["-c", "set -e -o pipefail\n" + script],
            environment: .inherit.updating(["PATH": search, "VAE_MODEL": ""]),
            workingDirectory: FilePath(folder.path), output: .string(limit: limit),
            error: .string(limit: limit))
        // 128 + SIGPIPE: a program of a pipeline had more to say than the next one, as `vae-png -n`, wanted to read.
        let succeeded = [.exited(0), .exited(141)].contains(result.terminationStatus)
        return Result(succeeded: succeeded, output: result.standardOutput, errors: result.standardError)
    }
}

/// Runs `body` in a new empty folder, which is removed afterwards.
func withFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vae-man-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
