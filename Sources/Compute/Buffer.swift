/// Memory for a fixed number of elements, aligned to a cache line and zero at first.
///
/// Shared between threads that write disjoint parts of it.
public final class Buffer<Scalar: Real>: @unchecked Sendable {
    public let count: Int
    public let base: UnsafeMutablePointer<Scalar>

    public init(count: Int) {
        precondition(count >= 0)
        self.count = count
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: max(count, 1) * MemoryLayout<Scalar>.stride, alignment: 64)
        base = bytes.bindMemory(to: Scalar.self, capacity: max(count, 1))
        base.initialize(repeating: 0, count: max(count, 1))
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

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
