import Foundation

/// The Python on the search path, for comparison with the packages that define the formats. Tests that
/// need a package are skipped where it is missing.
enum Python {
    static let hasNumPy = hasModule("numpy")
    static let hasSafetensors = hasModule("safetensors.numpy")

    /// What `script` writes to standard output when `input` is its standard input.
    static func run(_ script: String, input: [UInt8] = []) throws -> [UInt8] {
        let name = FileManager.default.temporaryDirectory.appendingPathComponent("formats-\(UUID())")
        try Data(input).write(to: name)
        defer { try? FileManager.default.removeItem(at: name) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        process.standardInput = try FileHandle(forReadingFrom: name)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return Array(bytes)
    }

    private struct Failure: Error {
        var status: Int32
    }

    private static func hasModule(_ name: String) -> Bool {
        (try? run("import \(name)")) != nil
    }
}
