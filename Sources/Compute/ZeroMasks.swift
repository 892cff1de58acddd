import CKernels

/// Which elements of a batch are not zero: pixels of digits mostly are, and a product need not look at them.
public final class ZeroMasks<S: Real>: @unchecked Sendable {
    /// Panels of a result that products with masks work on together.
    public static var preferredPanels: Int { 8 }

    private let rowMasks: UnsafeMutableBufferPointer<UInt64>
    private let columnMasks: UnsafeMutableBufferPointer<UInt64>
    private let counts: UnsafeMutableBufferPointer<Int>
    private let capacity: Int
    private let columns: Int

    public init(capacity: Int, columns: Int) {
        self.capacity = capacity
        self.columns = columns
        rowMasks = .allocate(capacity: (columns + 63) / 64 * capacity)
        columnMasks = .allocate(capacity: (capacity + 63) / 64 * columns)
        counts = .allocate(capacity: (columns + 63) / 64)
    }

    deinit {
        rowMasks.deallocate()
        columnMasks.deallocate()
        counts.deallocate()
    }

    /// Looks at all elements of `x` and returns the fraction that is not zero.
    public func find(in x: Panels<S>, _ workers: Workers) -> Double {
        precondition(x.rows <= capacity && x.columns == columns)
        workers.run(pieces: counts.count) { piece in
            counts[piece] = S.kernels.masks(
                x.rows, columns, x.base, x.stride, 4 * piece, rowMasks.baseAddress, capacity,
                columnMasks.baseAddress)
        }
        return Double(counts.reduce(0, +)) / Double(x.rows * columns)
    }

    var rows: (masks: UnsafePointer<UInt64>, stride: Int) { (UnsafePointer(rowMasks.baseAddress!), capacity) }
    var ofColumns: UnsafePointer<UInt64> { UnsafePointer(columnMasks.baseAddress!) }
}
