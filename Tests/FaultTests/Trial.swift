import CLibrary
import Testing

/// A command, what it gives without a fault, and what is expected with one.
struct Trial {
    private let bench: Bench
    private let command: Command
    private let old: [String: Bench.File]
    /// What `out/` then holds: a link has two entries.
    private let oldState: [String: Bench.File]
    /// What the command gives where there are old files, and where there are none.
    private let expected: [Bool: Bench.Result]
    /// System calls with and without old files.
    private let calls: [Bool: [Report.Call]]
    private let allocations: [Report.Call]

    init(_ command: Command) throws {
        self.command = command
        let bench = try Bench(command)
        self.bench = bench
        let first = try bench.run(nil, old: [:])
        try #require(first.status == 0, "\(first)")
        try #require(first.others == [])
        let firstCalls = try bench.report.calls(.systemCalls)
        old = try Dictionary(
            uniqueKeysWithValues: first.files.keys.map { name in
                // A training goes on from the one, and an import obeys the other.
                let isRead = ["checkpoint", "people.json"].contains(name)
                let bytes = isRead ? try bench.input(name) : Array("old\n".utf8)
                return (name, Bench.File(bytes: bytes, mode: 0o640))
            })
        try bench.prepare(old)
        oldState = try bench.outputs()
        let second = try bench.run(nil, old: old)
        try #require(second.status == 0 && second.others == [], "\(second)")
        for (name, file) in first.files {
            try #require(
                Self.comparable(file.bytes, name)
                    == second.files[name].map { Self.comparable($0.bytes, name) })
        }
        try #require(first.output == second.output && second.files.allSatisfy { $1.mode == 0o640 })
        expected = [false: first, true: second]
        calls = [true: try bench.report.calls(.systemCalls), false: old.isEmpty ? [] : firstCalls]
        allocations = try bench.report.calls(.allocations)
    }

    func faults(_ selection: Selection) -> [Fault] {
        let offset = command.line.utf8.reduce(5381) { ($0 &* 33 ^ Int($1)) & 0xFFFF_FFFF }
        return selection.faults(calls: calls, allocations: allocations, offset: offset)
    }

    /// What is wrong after a fault.
    func problems(_ fault: Fault) throws -> [String] {
        let hasOld = fault.hasOldFiles
        let result = try bench.run(fault, old: hasOld ? old : [:])
        let victim = bench.report.victim
        let place =
            victim.map { "\($0.name) \(fault.sequence == .allocations ? "of \($0.size) bytes" : "")" } ?? "-"
        return Verdict(
            fault: fault, victim: victim, command: command, result: result, expected: expected[hasOld]!
        )
        .problems(old: hasOld ? oldState : [:])
        .map {
            """
            \($0)
            VAE_FAULT='\(fault.specification)' (\(place) \(fault.kind)) \(hasOld ? "with" : "without") old files
            \(command.line)
            status \(result.status ?? -1) signal \(result.signal) \(result.errors)
            """
        }
    }
}
