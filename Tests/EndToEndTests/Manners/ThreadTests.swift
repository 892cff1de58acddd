import CLibrary
import Testing

/// What tools do where the system grants fewer threads than they ask for, or none.
@Suite struct ThreadTests {
    /// Root may have any number of processes and threads.
    @Test(.enabled(if: hasLimit, "processes of root are not limited"), arguments: Tool.allCases)
    func `a tool works with the threads that it gets`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await place.work(tool)
        let words = ([tool.rawValue] + tool.arguments + [tool.input ?? ""]).joined(separator: " ")
        let outcome = try await place.bash("ulimit -u 1; exec \(words)")
        outcome.expectSilence()
        expectSame(outcome.output, expected.output)
    }

    #if os(Linux)
        private static let hasLimit = geteuid() != 0
    #else
        private static let hasLimit = false
    #endif
}
