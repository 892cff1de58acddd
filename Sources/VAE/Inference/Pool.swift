import Synchronization

/// A pool of reusable objects, one for each thread at work, made as needed.
final class Pool<Element: AnyObject>: Sendable {
    private let idle = Mutex<[Element]>([])
    private let make: @Sendable () -> Element

    init(_ make: @escaping @Sendable () -> Element) { self.make = make }

    func withElement<Result>(_ body: (Element) -> Result) -> Result {
        let element = idle.withLock { Unchecked(element: $0.popLast()) }.element ?? make()
        defer {
            let returned = Unchecked(element: element)
            idle.withLock { $0.append(returned.element!) }
        }
        return body(element)
    }

    /// An element that changes hands.
    private struct Unchecked: @unchecked Sendable { let element: Element? }
}
