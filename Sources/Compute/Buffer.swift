import CLibrary

/// Memory for a fixed number of elements, aligned to a cache line and zero at first.
///
/// Shared between threads that write disjoint parts of it.
public final class Buffer<Scalar: Real>: @unchecked Sendable {
    public let count: Int
    public let base: UnsafeMutablePointer<Scalar>

    private let allocation: Allocation

    // Inlined, the object may come to stand on the stack, from where Swift 6.3 frees it as if it were of the heap.
    @inline(never)
    public convenience init(count: Int) {
        guard let allocation = Self.allocate(count) else {
            MemoryFailure.end("an array of numbers", count: count, size: MemoryLayout<Scalar>.stride)
        }
        self.init(count, allocation)
    }

    /// Nil where the system does not grant the memory, as for a count that a file claims.
    @inline(never)
    public convenience init?(granted count: Int) {
        guard let allocation = Self.allocate(count) else { return nil }
        self.init(count, allocation)
    }

    /// A copy of another buffer.
    public convenience init(copying other: Buffer) {
        self.init(count: other.count)
        copy(from: other)
    }

    private init(_ count: Int, _ allocation: Allocation) {
        self.count = count
        self.allocation = allocation
        base = allocation.base.bindMemory(to: Scalar.self, capacity: max(count, 1))
    }

    private static func allocate(_ count: Int) -> Allocation? {
        precondition(count >= 0)
        let size = MemoryLayout<Scalar>.stride
        return MemoryLimit.isExceeded(by: count, of: size) ? nil : Allocation(bytes: count * size)
    }

    deinit { allocation.release() }

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
