import CLibrary
import Foundation

/// What a program left behind when it ended.
public struct RunResult {
    /// 0 to 255; -1 where a signal ended it.
    public let status: Int32
    public let output: [UInt8]

    public var text: String { String(decoding: output, as: UTF8.self) }
}

/// Runs a program of the search path with `input` as its standard input; its standard error is that of the tests.
///
/// `Process` of Foundation may wait for ever for a program that has ended while tests start others at the same time.
/// - Throws: where no file or process can be made.
public func run(_ program: String, _ arguments: [String] = [], input: [UInt8] = []) throws -> RunResult {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID())").path
    let (inputPath, outputPath) = ("\(place)-in", "\(place)-out")
    defer { for path in [inputPath, outputPath] { try? FileManager.default.removeItem(atPath: path) } }
    try Data(input).write(to: URL(fileURLWithPath: inputPath))
    let redirection = #"exec < "$1" > "$2"; shift 2; exec "$@""#
    let words = ["/bin/sh", "-c", redirection, "sh", inputPath, outputPath, program] + arguments
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, words[0], nil, nil, &pointers, environ)
    guard failure == 0 else { throw CocoaError(.executableLoad) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
        guard errno == EINTR else { throw CocoaError(.executableLoad) }
    }
    let output = try Data(contentsOf: URL(fileURLWithPath: outputPath))
    return RunResult(status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1, output: Array(output))
}
