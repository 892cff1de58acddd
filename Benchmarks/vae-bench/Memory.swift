import Foundation

extension Bench {
    /// A program that is built beside this one.
    static func neighbour(_ name: String) -> String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent(name).path
    }

    /// Runs a program by way of another that finds out how much memory it takes; the seconds that `run` gives,
    /// and the largest resident memory in bytes.
    func measuringMemory(
        of words: [String], run: ([String]) throws -> [Double]
    ) throws -> (seconds: [Double], memory: Double) {
        let file = place["memory"]
        let seconds = try run([Bench.neighbour("vae-bench-memory"), file] + words)
        guard let bytes = numbers(in: try String(contentsOfFile: file, encoding: .utf8)).first else {
            throw BenchFailure(description: "vae-bench-memory has written nothing")
        }
        return (seconds, bytes)
    }
}
