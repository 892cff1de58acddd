import Foundation
import Networks

/// Ranks of a training that are threads of one process.
final class ThreadRanks: @unchecked Sendable {
    let count: Int
    private let condition = NSCondition()
    /// Bytes on their way, by sender and receiver.
    private var letters: [[Int]: [[UInt8]]] = [:]

    init(_ count: Int) { self.count = count }

    struct Rank: Communicator {
        let all: ThreadRanks
        let rank: Int

        var ranks: Int { all.count }

        func exchange(
            with partner: Int, sending: UnsafeRawBufferPointer, receiving: UnsafeMutableRawBufferPointer
        ) {
            all.send(Array(sending), [rank, partner])
            receiving.copyBytes(from: all.receive([partner, rank]))
        }

        func schedule(_ exchanges: @escaping @Sendable () -> Void) { exchanges() }

        func wait() {}
    }

    private func send(_ bytes: [UInt8], _ way: [Int]) {
        condition.lock()
        letters[way, default: []].append(bytes)
        condition.broadcast()
        condition.unlock()
    }

    private func receive(_ way: [Int]) -> [UInt8] {
        condition.lock()
        defer { condition.unlock() }
        while letters[way, default: []].isEmpty { condition.wait() }
        return letters[way]!.removeFirst()
    }

    /// What `body` gives on each rank.
    func run<Result>(_ body: @escaping @Sendable (Rank) -> Result) -> [Result] {
        nonisolated(unsafe) var results = [Result?](repeating: nil, count: count)
        let group = DispatchGroup()
        for rank in 0..<count {
            group.enter()
            let thread = Thread { [self] in
                let result = body(Rank(all: self, rank: rank))
                condition.lock()
                results[rank] = result
                condition.unlock()
                group.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        group.wait()
        return results.map { $0! }
    }
}
