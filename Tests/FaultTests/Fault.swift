/// Something that happens to one call of a process.
struct Fault: Sendable {
    enum Sequence: Int, Sendable {
        case systemCalls, allocations
    }

    /// As the preloaded library numbers them.
    enum Kind: Int, CaseIterable, Sendable {
        /// An error of the kind that the call may meet.
        case fails = 1
        /// EINTR.
        case interrupted = 2
        /// Fewer bytes than were asked for.
        case shortened = 4
        /// No space, from this call on.
        case full = 8
    }

    let sequence: Sequence
    let number: Int
    let kind: Kind
    /// Whether there are files that the outputs replace.
    let hasOldFiles: Bool

    /// The environment's `VAE_FAULT`.
    var specification: String { "\(sequence.rawValue) \(number) \(kind.rawValue)" }

    /// Allocations of that many bytes are large: those of buffers, rows and models, whose failure a tool reports.
    static let largeSize = 1 << 16
}

/// Which faults are tried on a command.
enum Selection {
    case all
    /// Every fault of a system call or a large allocation, and so many of small allocations.
    case calls(Int)
    /// So many, spread over all.
    case some(Int)

    /// What `FAULTS` says: `all`, `calls` or a number for each command.
    init(_ text: String?) {
        switch text {
        case "all": self = .all
        case "calls": self = .calls(24)
        default: self = .some(text.flatMap { Int($0) } ?? 32)
        }
    }

    /// - Parameters:
    ///   - calls: system calls with old files and without them.
    ///   - allocations: tried with old files and without them in turn.
    ///   - offset: chooses which, so that commands that do the same things meet different faults.
    func faults(calls: [Bool: [Report.Call]], allocations: [Report.Call], offset: Int) -> [Fault] {
        let ofCalls = [true, false].flatMap { hasOld in
            (calls[hasOld] ?? []).enumerated().flatMap { number, call in
                Fault.Kind.allCases.filter { call.faults & $0.rawValue != 0 }
                    .map { Fault(sequence: .systemCalls, number: number, kind: $0, hasOldFiles: hasOld) }
            }
        }
        let ofAllocations = { (isLarge: Bool) in
            allocations.indices.filter { (allocations[$0].size >= Fault.largeSize) == isLarge }
                .map {
                    Fault(sequence: .allocations, number: $0, kind: .fails, hasOldFiles: $0 % 2 == 0)
                }
        }
        let (large, small) = (ofAllocations(true), ofAllocations(false))
        return switch self {
        case .all: ofCalls + large + small
        case .calls(let count): ofCalls + large + spread(small, count, offset)
        case .some(let count):
            spread(ofCalls, count / 2, offset) + spread(large, count / 4, offset)
                + spread(small, count / 4, offset)
        }
    }

    private func spread(_ faults: [Fault], _ count: Int, _ offset: Int) -> [Fault] {
        let step = max((faults.count + count - 1) / count, 1)
        return stride(from: offset % step, to: faults.count, by: step).map { faults[$0] }
    }
}
