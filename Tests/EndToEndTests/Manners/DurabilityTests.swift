import Foundation
import Testing

/// Files and their folders are synced before a tool says that it is done.
@Suite(.enabled(if: hasUnnamedFiles && Programs.traces, "needs strace")) struct DurabilityTests {
    /// Commands, and how many files they write in folders of how many names.
    private static let commands: [(String, files: Int, folders: Int)] =
        Tool.allCases.map { (words($0, "-o new"), 1, 1) } + [
            ("vae-png --each p/x digits.npy", 20, 1),
            ("vae-tensor split --rows 7 --into p/x digits.npy", 3, 1),
            ("vae-tensor split --parts 4 --into p/x digits.npy", 4, 1),
            ("vae-tensor split --fraction 0.5 --into p/a --into p/b digits.npy", 2, 1),
            ("vae-tensor export --each p/x digits.npy digits.npy", 2, 1),
            ("vae-tensor rescale --standardize p/s digits.npy -o p/x", 2, 2),
            ("vae-latent pca --fit p/b digits.npy", 1, 1),
            ("vae-sample -n 2 --latents p/z -o p/x", 2, 2),
        ]

    private static func words(_ tool: Tool, _ options: String) -> String {
        let command = tool.command.split(separator: "<")
        return command[0] + " " + options + (command.count > 1 ? " <" + command[1] : "")
    }

    @Test(arguments: commands)
    func `what is written outlasts a power failure`(
        command: String, files: Int, folders: Int
    ) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("mkdir p; strace -f -y -qq -o trace -e trace=fsync \(command)")
        outcome.expectSilence()
        let lines = String(decoding: try place.read("trace"), as: UTF8.self).split(separator: "\n")
            .filter { $0.contains("fsync(") }
        #expect(lines.count == files + folders, "\(lines)")
        #expect(lines.count { $0.contains("/#") } == files, "\(lines)")
        #expect(lines.last?.contains("/#") == false)
    }

    @Test(arguments: commands)
    func `nothing is waited for if so asked`(command: String, files: Int, folders: Int) async throws {
        let place = try await Workplace()
        let (tool, rest) = (command.prefix { $0 != "<" }, command.drop { $0 != "<" })
        let outcome = try await place.bash(
            "mkdir p; strace -f -qq -o trace -e trace=fsync \(tool) --no-sync \(rest)")
        outcome.expectSilence()
        #expect(!String(decoding: try place.read("trace"), as: UTF8.self).contains("fsync("))
    }
}
