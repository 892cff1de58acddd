import CKernels

/// Which elements of a batch are not zero: pixels of digits mostly are, and a product need not look at them.
public final class ZeroMasks<S: Real>: @unchecked Sendable {
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
            counts[piece] = S.kernels.pointee.masks(
                x.rows, columns, x.base, x.stride, 4 * piece, rowMasks.baseAddress, capacity,
                columnMasks.baseAddress)
        }
        return Double(counts.reduce(0, +)) / Double(x.rows * columns)
    }

    /// For products with these elements as their left operand.
    public var rows: RowMasks { RowMasks(base: UnsafePointer(rowMasks.baseAddress!), stride: capacity) }

    /// For the gradient of the weights that these elements are multiplied by.
    public var ofColumns: ColumnMasks { ColumnMasks(base: UnsafePointer(columnMasks.baseAddress!)) }
}

/// A view of the masks of rows; it does not keep its memory alive.
public struct RowMasks: @unchecked Sendable {
    let base: UnsafePointer<UInt64>
    let stride: Int

    /// Panels of a result that products with masks work on together.
    public static var preferredPanels: Int { 8 }

    /// The masks from some row on.
    public func from(row: Int) -> RowMasks { RowMasks(base: base + row, stride: stride) }
}

/// A view of the masks of columns; it does not keep its memory alive.
public struct ColumnMasks: @unchecked Sendable {
    let base: UnsafePointer<UInt64>
}
