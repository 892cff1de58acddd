import CKernels

/// A view of `rows` × `columns` elements that stand row-major or in panels, or as some columns of either: element (r, c)
/// at r · rowStride + c / 16 · panelStride + c mod 16.
///
/// A view does not keep its memory alive; whoever made it does.
public struct StridedMatrix<Scalar: Real>: @unchecked Sendable {
    public let rows: Int
    public let columns: Int
    @usableFromInline let base: UnsafeMutablePointer<Scalar>
    @usableFromInline let rowStride: Int
    @usableFromInline let panelStride: Int
    /// Of a panel.
    @usableFromInline var lanes: Int { 16 }

    init(_ base: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, rowStride: Int, panelStride: Int) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.rowStride = rowStride
        self.panelStride = panelStride
    }

    @inlinable public subscript(row: Int, column: Int) -> Scalar {
        get { base[index(row, column)] }
        nonmutating set { base[index(row, column)] = newValue }
    }

    @inlinable func index(_ row: Int, _ column: Int) -> Int {
        row * rowStride + column / lanes * panelStride + column % lanes
    }

    var view: vae_view { view(from: 0) }

    /// Of a row and those after it.
    func view(from row: Int) -> vae_view {
        vae_view(base: base + row * rowStride, row_stride: rowStride, panel_stride: panelStride)
    }
}

extension Matrix {
    public var strided: StridedMatrix<Scalar> { strided(columns: 0..<columns) }

    /// Some columns of all rows.
    public func strided(columns range: Range<Int>) -> StridedMatrix<Scalar> {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns)
        return StridedMatrix(
            base + range.lowerBound, rows: rows, columns: range.count, rowStride: columns,
            panelStride: panelWidth)
    }
}

extension Panels {
    public var strided: StridedMatrix<Scalar> {
        StridedMatrix(base, rows: rows, columns: columns, rowStride: panelWidth, panelStride: stride)
    }
}
