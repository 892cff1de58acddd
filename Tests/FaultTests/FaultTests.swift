import CLibrary
import Foundation
import TestSupport
import Testing

/// One system call or allocation of a tool fails, is cut short or is interrupted. Outputs are then the old ones or the
/// new ones, status 0 means the new ones, nothing is left behind, and the process ends in order.
///
/// `FAULTS=all` in the environment tries every fault, `FAULTS=calls` every one of system calls and of large
/// allocations; by default some are tried, the same in each run. `COMMAND=text` leaves out commands without that text.
@Suite(.enabled(if: access(Bench.library, R_OK) == 0, "the library that is preloaded exists on Linux only"))
struct FaultTests {
    private static let choice = ProcessInfo.processInfo.environment["FAULTS"]

    private static let commands = {
        let text = ProcessInfo.processInfo.environment["COMMAND"] ?? ""
        return Command.all.filter { text.isEmpty || $0.line.contains(text) }
    }()

    @Test(arguments: commands)
    func `a fault leaves the old or the new`(command: Command) throws {
        let trial = try Trial(command)
        let faults = trial.faults(Selection(Self.choice))
        for fault in faults {
            for problem in try trial.problems(fault) { Issue.record("\(problem)") }
        }
        if Self.choice != nil {
            let calls = faults.count { $0.sequence == .systemCalls }
            print("faults: \(calls) of system calls, \(faults.count - calls) of allocations: \(command.line)")
        }
    }
}
