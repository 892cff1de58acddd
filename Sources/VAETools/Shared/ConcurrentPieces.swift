import Compute
import Formats

/// Calls `body` once for each piece, on all processors, and returns when all calls have.
///
/// Numbers are as in the rest of the program: unlike those of `Workers`, denormal ones are kept.
func runConcurrently(pieces: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let count = PieceCount(pieces)
    for _ in 1..<max(min(Workers.processorCount, pieces), 1) {
        count.add()
        let isRunning = detachThread {
            while let piece = count.next() { body(piece) }
            count.remove()
        }
        if !isRunning { count.remove() }
    }
    while let piece = count.next() { body(piece) }
    count.wait()
}

/// Pieces that nobody has taken, and threads that are at work.
private final class PieceCount: @unchecked Sendable {
    private let monitor = Monitor()
    private let pieces: Int
    private var taken = 0
    private var threads = 0

    init(_ pieces: Int) { self.pieces = pieces }

    func next() -> Int? {
        monitor.locked {
            guard taken < pieces else { return nil }
            taken += 1
            return taken - 1
        }
    }

    func add() { monitor.locked { threads += 1 } }

    func remove() {
        monitor.locked {
            threads -= 1
            if threads == 0 { monitor.wake() }
        }
    }

    func wait() { monitor.locked { while threads > 0 { monitor.wait() } } }
}
