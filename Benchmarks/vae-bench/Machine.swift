import CProbes
import Foundation

/// The machine, what it can do at most, and how it was while programs were measured.
final class Machine {
    let name: String
    /// The processors that this process may run on.
    let processors: [Int32]
    /// The kinds of multiply-add, such as "avx512".
    let kinds: [String]
    private(set) var peaks: [Peak: [Double]] = [:]
    private(set) var states: [State] = []

    struct Peak: Hashable {
        let kind: String
        let threads: Int
    }

    init() {
        name = Machine.processorName()
        var numbers = [Int32](repeating: 0, count: 1024)
        let count = vae_probe_processors(&numbers, Int32(numbers.count))
        processors = Array(numbers[..<Int(count)])
        var kinds: [String] = []
        var next = vae_probe_kinds()!
        while let kind = next.pointee {
            kinds.append(String(cString: kind))
            next += 1
        }
        self.kinds = kinds
    }

    var threads: Int { processors.isEmpty ? ProcessInfo.processInfo.activeProcessorCount : processors.count }

    /// How the machine is at a time: the peak of all its processors in fp32 operations a second, and nanoseconds
    /// for a cache line to go from one to another and back, where that can be measured.
    struct State {
        let peak: Double
        let roundTrip: Double?
    }

    /// Measures peaks and round trips once more.
    @discardableResult
    func probe() -> State {
        for kind in kinds {
            for threads in Set([1, threads]) {
                let rates = (0..<5).map { _ in vae_probe_peak(kind, Int32(threads), 0.02) }
                peaks[Peak(kind: kind, threads: threads), default: []].append(rates.max()!)
            }
        }
        let last = kinds.filter { !$0.hasSuffix("bf16") }
            .compactMap { peaks[Peak(kind: $0, threads: threads)]?.last }
        let state = State(peak: last.max() ?? .nan, roundTrip: roundTrip())
        states.append(state)
        return state
    }

    private func roundTrip() -> Double? {
        guard processors.count > 1 else { return nil }
        var samples = [Double](repeating: 0, count: 21)
        let status = vae_probe_round_trips(processors[0], processors[1], &samples, samples.count)
        return status == 0 ? median(samples) : nil
    }

    /// The most floating-point operations a second that a kind was seen to do. The kind is a set of kernels, or
    /// "fp32" and "bf16" for the fastest that the processor has.
    func peak(_ kind: String, threads: Int) -> Double? {
        let isHalf = { (name: String) in name.hasSuffix("bf16") }
        let candidates =
            switch kind {
            case "fp32": kinds.filter { !isHalf($0) }
            case "bf16": kinds.filter(isHalf).isEmpty ? kinds : kinds.filter(isHalf)
            default: [kind]
            }
        return candidates.compactMap { peaks[Peak(kind: $0, threads: threads)]?.max() }.max()
    }

    /// Runs `body` with programs bound to one processor.
    func onOneProcessor<Result>(_ body: () throws -> Result) throws -> Result {
        guard let first = processors.first, vae_probe_restrict([first], 1) == 0 else {
            throw BenchFailure(description: "programs cannot be bound to a processor here")
        }
        defer { _ = vae_probe_restrict(processors, Int32(processors.count)) }
        return try body()
    }

    /// Runs `body` while another process keeps a processor busy.
    func besideBusyProcess<Result>(_ body: () throws -> Result) throws -> Result {
        let process = try Child.spawn(["sh", "-c", "while :; do :; done"], [:], input: 0, output: 1)
        defer {
            kill(process, SIGKILL)
            Child.wait(for: process)
        }
        return try body()
    }

    private static func processorName() -> String {
        let lines =
            (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        for line in lines where line.hasPrefix("model name") {
            return line.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)
        }
        return ProcessInfo.processInfo.operatingSystemVersionString
    }
}
