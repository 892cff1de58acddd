import CLibrary
import Foundation

/// Whether a run with a fault ended as it should.
struct Verdict {
    let fault: Fault
    /// Nil: the fault did not take place.
    let victim: Report.Call?
    let command: Command
    let result: Bench.Result
    let expected: Bench.Result

    /// - Parameter old: the files that were there before.
    func problems(old: [String: Bench.File]) -> [String] {
        ending + files(old)
    }

    /// About the status and what is said.
    private var ending: [String] {
        guard let status = result.status else {
            if result.signal == SIGALRM { return ["took longer than 10 s"] }
            return maySignal ? [] : ["ended by signal \(result.signal)"]
        }
        if status == 0 { return mustFail ? ["status 0 although data may be lost"] : [] }
        var problems: [String] = []
        if mustSucceed { problems.append("status \(status) where the call only had to be repeated") }
        let lines = result.errors.split(separator: "\n")
        // Swift's runtime may have said something before.
        if !lines.contains(where: { $0.hasPrefix("\(command.tool): ") }) { problems.append("no message") }
        let statuses: Set<Int32> = fault.sequence == .systemCalls ? [1, 66, 73, 74] : [1]
        if !statuses.contains(status) { problems.append("status \(status)") }
        return problems
    }

    /// Swift's runtime ends the process, or uses the address 0, where it gets no memory for a small object.
    private var maySignal: Bool {
        guard fault.sequence == .allocations, let victim, victim.size < Fault.largeSize else { return false }
        return [SIGILL, SIGTRAP, SIGABRT, SIGSEGV].contains(result.signal)
    }

    private var mustSucceed: Bool {
        victim == nil || fault.kind == .shortened || fault.kind == .interrupted
    }

    private var mustFail: Bool {
        guard let victim, fault.kind == .fails || fault.kind == .full else { return false }
        return ["fsync", "fdatasync", "close output"].contains(victim.name)
    }

    /// About what is there now.
    private func files(_ old: [String: Bench.File]) -> [String] {
        var problems: [String] = []
        let isSuccess = result.status == 0
        if isSuccess, result.output != expected.output {
            problems.append("status 0 with another standard output")
        }
        for name in Set(expected.files.keys).union(result.files.keys).sorted() {
            let file = result.files[name]
            guard let new = expected.files[name] else {
                // That a training which could not be finished leaves its model there is promised.
                let isPromised = !isSuccess && name.hasSuffix(".interrupted")
                if !mayLeaveFiles, !isPromised { problems.append("left out/\(name) behind") }
                continue
            }
            if let file, isNew(file, new, name) { continue }
            if isSuccess {
                problems.append("status 0 with another out/\(name)")
            } else if file != old[name], !isBegun(file, new, name) {
                problems.append("out/\(name) is neither old nor new")
            }
        }
        if !result.others.isEmpty, !mayLeaveFiles { problems.append("left \(result.others) behind") }
        return problems
    }

    /// Where they cannot be removed.
    private var mayLeaveFiles: Bool { victim?.name.hasPrefix("unlink") ?? false }

    private func isNew(_ file: Bench.File, _ new: Bench.File, _ name: String) -> Bool {
        file.mode == new.mode && file.isLink == new.isLink
            && Trial.comparable(file.bytes, name) == Trial.comparable(new.bytes, name)
    }

    /// A log grows while the training lasts, and its checkpoint is there from the start.
    private func isBegun(_ file: Bench.File?, _ new: Bench.File, _ name: String) -> Bool {
        if name == "checkpoint", let file { return isWholeSafetensors(file.bytes) }
        guard name == "log.tsv", let file else { return false }
        return Trial.comparable(new.bytes, name).starts(with: Trial.comparable(file.bytes, name))
    }

    /// Whether the arrays end where the file does.
    private func isWholeSafetensors(_ bytes: [UInt8]) -> Bool {
        let size = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count > 8 + size,
            let header = try? JSONSerialization.jsonObject(with: Data(bytes[8..<8 + size])) as? [String: Any]
        else { return false }
        let ends = header.values.compactMap { (($0 as? [String: Any])?["data_offsets"] as? [Int])?[1] }
        return ends.max() == bytes.count - 8 - size
    }
}
