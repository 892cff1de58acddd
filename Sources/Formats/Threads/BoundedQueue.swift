/// Elements on their way from one thread to another, who wait for each other: the taker for elements, the giver
/// for room.
package final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
    private let monitor = Monitor()
    private let limit: Int
    private var elements: [(element: Element, weight: Int)] = []
    private var weight = 0
    private var isClosed = false
    private var takerWaits = false
    private var giverWaits = false

    /// - Parameter limit: the most that all elements may weigh; a single one may be heavier.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Adds an element at the end, as soon as there is room; false where nobody takes elements any more.
    ///
    /// A giver that had to wait is woken when half of the queue is gone, not for each element.
    package func push(_ element: Element, weight: Int) -> Bool {
        monitor.locked {
            var most = limit
            waitAsGiver(until: { elements.isEmpty || self.weight + weight <= most }, else: { most /= 2 })
            guard !isClosed else { return false }
            elements.append((element, weight))
            self.weight += weight
            if takerWaits { monitor.wake() }
            return true
        }
    }

    /// Takes the first element, as soon as there is one; nil after ``close()``.
    package func pop() -> Element? {
        monitor.locked {
            while elements.isEmpty && !isClosed {
                takerWaits = true
                if giverWaits { monitor.wake() }
                monitor.wait()
            }
            takerWaits = false
            guard !isClosed else { return nil }
            let (element, weight) = elements.removeFirst()
            self.weight -= weight
            if giverWaits && self.weight <= limit / 2 { monitor.wake() }
            return element
        }
    }

    /// Waits until the taker has come back for more than there is, or has closed the queue.
    package func drain() {
        monitor.locked { waitAsGiver { elements.isEmpty && takerWaits } }
    }

    /// Ends the queue for both sides; what it holds is dropped.
    package func close() {
        monitor.locked {
            isClosed = true
            elements = []
            monitor.wake()
        }
    }

    /// - Parameter delayed: called once where there is something to wait for.
    private func waitAsGiver(until condition: () -> Bool, else delayed: () -> Void = {}) {
        if condition() || isClosed { return }
        delayed()
        while !condition() && !isClosed {
            giverWaits = true
            monitor.wait()
            giverWaits = false
        }
    }
}
