import CLibrary
import Foundation

/// What the preloaded library tells; `Tests/CFaults/include/faults.h` has its layout.
final class Report {
    /// A call that a fault can strike.
    struct Call {
        let name: String
        /// The sum of the raw values of the faults that fit it.
        let faults: Int
        /// Of an allocation, in bytes.
        let size: Int
    }

    private static let callSize = 32
    private static let most = [1 << 14, 1 << 22]
    private static let size = 32 + callSize * (1 + most[0] + most[1])

    private let bytes: UnsafeMutableRawPointer

    init(path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        guard file >= 0, ftruncate(file, off_t(Report.size)) == 0,
            let memory = mmap(nil, Report.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
            memory != MAP_FAILED
        else { throw CocoaError(.fileWriteUnknown) }
        bytes = memory
    }

    deinit { munmap(bytes, Report.size) }

    /// Forgets the last run.
    func reset() { memset(bytes, 0, 32 + Report.callSize) }

    /// Whether the fault took place, and where.
    var victim: Call? { number(16) == 0 ? nil : call(at: 32) }

    /// The calls of a run without a fault, in order.
    func calls(_ sequence: Fault.Sequence) throws -> [Call] {
        let (count, index) = (number(8 * sequence.rawValue), sequence.rawValue)
        guard count > 0, count <= Report.most[index] else { throw CocoaError(.fileReadTooLarge) }
        let start = 32 + Report.callSize * (1 + (index == 0 ? 0 : Report.most[0]))
        return (0..<count).map { call(at: start + $0 * Report.callSize) }
    }

    private func number(_ offset: Int) -> Int { bytes.load(fromByteOffset: offset, as: Int.self) }

    private func call(at offset: Int) -> Call {
        let name = (bytes + offset + 16).assumingMemoryBound(to: CChar.self)
        return Call(name: String(cString: name), faults: number(offset + 8), size: number(offset))
    }
}
