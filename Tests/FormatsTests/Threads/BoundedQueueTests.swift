import Formats
import Foundation
import Testing

@Suite struct BoundedQueueTests {
    @Test(arguments: [1, 10, 1000]) func `elements keep their order`(limit: Int) {
        let queue = BoundedQueue<Int>(limit: limit)
        Thread.detachNewThread { for number in 0..<5000 { #expect(queue.push(number, weight: number % 7)) } }
        for number in 0..<5000 { #expect(queue.pop() == number) }
    }

    @Test func `the giver waits while the queue is full`() {
        let queue = BoundedQueue<Int>(limit: 10)
        let pushed = Counter()
        Thread.detachNewThread {
            for number in 0..<20 where queue.push(number, weight: 3) { pushed.increase() }
        }
        for taken in 0..<20 {
            // Three of them fit.
            #expect(pushed.value <= taken + 3)
            #expect(queue.pop() == taken)
        }
    }

    @Test func `a single element may be heavier than the limit`() {
        let queue = BoundedQueue<Int>(limit: 1)
        #expect(queue.push(5, weight: 1000))
        #expect(queue.pop() == 5)
    }

    @Test func `draining waits for the taker to be done`() {
        let queue = BoundedQueue<Int>(limit: 100)
        let done = Counter()
        Thread.detachNewThread {
            while queue.pop() != nil {
                usleep(10_000)
                done.increase()
            }
        }
        for number in 0..<5 { _ = queue.push(number, weight: 1) }
        queue.drain()
        #expect(done.value == 5)
        queue.close()
    }

    @Test func `closing ends both sides`() {
        let queue = BoundedQueue<Int>(limit: 1)
        #expect(queue.push(1, weight: 1))
        Thread.detachNewThread {
            usleep(10_000)
            queue.close()
        }
        #expect(!queue.push(2, weight: 1))
        #expect(queue.pop() == nil)
        queue.drain()
    }
}

private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    var value: Int { lock.withLock { count } }

    func increase() { lock.withLock { count += 1 } }
}
