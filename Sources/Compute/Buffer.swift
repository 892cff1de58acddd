#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

private let cacheLine = 64

/// Memory for a fixed number of elements, aligned to a cache line and zero at first.
///
/// Shared between threads that write disjoint parts of it.
public final class Buffer<Scalar: Real>: @unchecked Sendable {
    public let count: Int
    public let base: UnsafeMutablePointer<Scalar>

    private let allocation: UnsafeMutableRawPointer

    public init(count: Int) {
        precondition(count >= 0)
        self.count = count
        let bytes = count * MemoryLayout<Scalar>.stride
        // Large allocations are zero already, and take memory only where they are used.
        guard let allocation = calloc(1, bytes + cacheLine) else {
            fatalError("out of memory for \(bytes) bytes")
        }
        self.allocation = allocation
        base = allocation.alignedUp(toMultipleOf: cacheLine)
            .bindMemory(to: Scalar.self, capacity: max(count, 1))
    }

    deinit { free(allocation) }

    /// All elements; valid as long as this buffer lives.
    public var elements: UnsafeMutableBufferPointer<Scalar> {
        UnsafeMutableBufferPointer(start: base, count: count)
    }

    /// A copy of all elements.
    public var values: [Scalar] { withExtendedLifetime(self) { Array(elements) } }

    /// - Precondition: `other` has as many elements.
    public func copy(from other: Buffer) {
        precondition(count == other.count)
        base.update(from: other.base, count: count)
    }
}
