import Formats

/// A thread that runs exchanges with other ranks in the order in which they come, while its owner computes; where the
/// system grants none, the owner runs them.
final class ExchangeThread: Sendable {
    private let queue = BoundedQueue<@Sendable () -> Void>(limit: .max)
    private let isThere: Bool

    init() {
        let queue = queue
        isThere = detachThread { while let exchange = queue.pop() { exchange() } }
    }

    deinit { queue.close() }

    func run(_ exchange: @escaping @Sendable () -> Void) {
        guard isThere else { return exchange() }
        _ = queue.push(exchange, weight: 0)
    }

    /// Returns when all exchanges have ended.
    func wait() { if isThere { queue.drain() } }
}
