import Foundation
import Subprocess
import SystemPackage

/// A temporary folder in which tools find a model and some data; it goes when the value goes.
///
/// - `model.safetensors`: see ``Fixture``
/// - `digits.bin`, `digits-test.bin`: the examples
/// - `digits.csv`: a table of 20 rows; `digits.npy`: 20 digits of 8 × 8 as plain f4; `latents.npy`: 20 latent vectors for the model
final class Workplace: Sendable {
    let path: String

    convenience init(_ fixture: Fixture = .bernoulli) async throws {
        let model = try await fixture.model
        try self.init(files: [
            "model.safetensors": model,
            "latents.npy": latents(rows: 20, columns: fixture.latent).npy(),
            "digits.npy": Examples.digits[0..<20].npy(),
            "digits.csv": Array((0..<20).map { "\($0 % 7),\(Double($0) / 4)\n" }.joined().utf8),
        ])
    }

    /// - Parameter files: what stands there beside the examples.
    init(files: [String: [UInt8]]) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("vae-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        // A file in the place of an example must not be written through the link.
        for name in ["digits.bin", "digits-test.bin"] where files[name] == nil {
            try FileManager.default.createSymbolicLink(
                atPath: self[name], withDestinationPath: "\(Examples.folder)/\(name)")
        }
        for (name, bytes) in files { try write(bytes, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in the folder.
    subscript(name: String) -> String { "\(path)/\(name)" }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: self[name]))
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: self[name])))
    }

    /// The names of the files in the folder.
    var files: Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
    }

    /// Runs a tool with `input` at its standard input.
    func run(
        _ tool: Tool, _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await run(tool, arguments, input: input, environment: environment)
    }

    /// Runs a tool with `input` at its standard input, and ends it if it takes longer than `limit`.
    func run(
        _ tool: Tool, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
        limit: Duration = .seconds(300)
    ) async throws -> Outcome {
        // From a file: writing to a pipe that the tool does not read would end the tests by SIGPIPE.
        let file = try FileDescriptor.unnamedFile(holding: input)
        defer { try? file.close() }
        return try await run(
            configuration(tool.path, arguments, environment),
            input: .fileDescriptor(file, closeAfterSpawningProcess: false), limit: limit
        ) { _ in }
    }

    /// Runs a tool on its own little work, on `input` or what it reads by default.
    func work(_ tool: Tool, _ arguments: String..., input: [UInt8]? = nil) async throws -> Outcome {
        try await work(tool, arguments, input: input)
    }

    func work(_ tool: Tool, _ arguments: [String], input: [UInt8]? = nil) async throws -> Outcome {
        try await run(
            tool, tool.arguments + arguments, input: input ?? tool.input.map { try read($0) } ?? [])
    }

    /// Runs a line of shell, for which the tools are on the search path.
    func bash(_ script: String, environment: [String: String] = [:]) async throws -> Outcome {
        try await run(configuration("/bin/bash", ["-c", script], environment), input: .none) { _ in }
    }

    /// Runs a tool whose standard input is `descriptor`, while `body` deals with the process.
    func run(
        _ tool: Tool, _ arguments: [String], input descriptor: FileDescriptor,
        body: @escaping @Sendable (pid_t) async throws -> Void
    ) async throws -> Outcome {
        try await run(
            configuration(tool.path, arguments, [:]),
            input: .fileDescriptor(descriptor, closeAfterSpawningProcess: false), body: body)
    }

    private func configuration(
        _ executable: String, _ arguments: [String], _ environment: [String: String]
    ) -> Configuration {
        let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var changes: [Environment.Key: String?] = [
            "PATH": "\(Tool.folder):\(search)", "VAE_MODEL": String?.none,
        ]
        for (key, value) in environment { changes[Environment.Key(stringLiteral: key)] = value }
        var options = PlatformOptions()
        options.processGroupID = 0
        return Configuration(
            executable: .path(FilePath(executable)), arguments: Arguments(arguments),
            environment: .inherit.updating(changes), workingDirectory: FilePath(path),
            platformOptions: options)
    }

    private func run<Input: InputProtocol>(
        _ configuration: Configuration, input: Input, limit: Duration = .seconds(300),
        body: @escaping @Sendable (pid_t) async throws -> Void
    ) async throws -> Outcome {
        try await Turnstile.shared.pass {
            let result = try await Subprocess.run(
                configuration, input: input, output: .bytes(limit: 1 << 28),
                error: .string(limit: 1 << 20)
            ) { execution in
                let process = execution.processIdentifier.value
                let watchdog = Task {
                    try await Task.sleep(for: limit)
                    kill(-process, SIGKILL)
                }
                try await body(process)
                return watchdog
            }
            result.closureResult.cancel()
            let status: Int32 =
                switch result.terminationStatus {
                case .exited(let code): code
                case .signaled(let number): 128 + number
                }
            return Outcome(
                status: status, output: result.standardOutput, errors: result.standardError)
        }
    }
}

extension FileDescriptor {
    /// A file without a name, open at its beginning.
    fileprivate static func unnamedFile(holding bytes: [UInt8]) throws -> FileDescriptor {
        let name = FileManager.default.temporaryDirectory.appendingPathComponent("vae-\(UUID())").path
        let file = try FileDescriptor.open(
            FilePath(name), .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        try FileManager.default.removeItem(atPath: name)
        try file.writeAll(bytes)
        try file.seek(offset: 0, from: .start)
        return file
    }
}

/// Lets as many programs run at a time as there are processors, however many tests wait.
private actor Turnstile {
    static let shared = Turnstile()
    private var free = max(ProcessInfo.processInfo.activeProcessorCount, 2)
    private var waiting: [CheckedContinuation<Void, Never>] = []

    nonisolated func pass<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        await enter()
        do {
            let result = try await body()
            await leave()
            return result
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
