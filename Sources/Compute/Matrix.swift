import CLibrary

/// A view of `rows` × `columns` elements in row-major order without gaps.
///
/// A view does not keep its memory alive; whoever made it does.
public struct Matrix<Scalar: Real>: @unchecked Sendable {
    public let rows: Int
    public let columns: Int
    public let base: UnsafeMutablePointer<Scalar>

    public init(_ base: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int) {
        self.base = base
        self.rows = rows
        self.columns = columns
    }

    /// The first `rows` × `columns` elements of a buffer, or all of it.
    public init(_ buffer: Buffer<Scalar>, rows: Int, columns: Int) {
        precondition(rows * columns <= buffer.count)
        self.init(buffer.base, rows: rows, columns: columns)
    }

    public var count: Int { rows * columns }

    public var elements: UnsafeMutableBufferPointer<Scalar> {
        UnsafeMutableBufferPointer(start: base, count: count)
    }

    /// The rows in `range`, in place.
    public subscript(range: Range<Int>) -> Matrix {
        precondition(0 <= range.lowerBound && range.upperBound <= rows)
        return Matrix(base + range.lowerBound * columns, rows: range.count, columns: columns)
    }

    public func row(_ index: Int) -> UnsafeMutableBufferPointer<Scalar> { self[index..<index + 1].elements }
}

/// Runs `body` with a matrix that lives as long as the call, its elements zero.
public func withScratch<S: Real>(
    _ type: S.Type, rows: Int, columns: Int, _ body: (Matrix<S>) -> Void
) {
    let buffer = Buffer<S>(count: rows * columns)
    withExtendedLifetime(buffer) { body(Matrix(buffer, rows: rows, columns: columns)) }
}

extension Array where Element: Real {
    /// The elements of a matrix that `fill` writes.
    public init(rows: Int, columns: Int, fill: (Matrix<Element>) -> Void) {
        let size = rows * columns
        MemoryFailure.require(
            "\(rows) rows of \(columns) numbers", count: size, size: MemoryLayout<Element>.stride)
        self.init(unsafeUninitializedCapacity: size) { elements, count in
            count = size
            guard size > 0 else { return }
            memset(elements.baseAddress!, 0, size * MemoryLayout<Element>.stride)
            fill(Matrix(elements.baseAddress!, rows: rows, columns: columns))
        }
    }
}
