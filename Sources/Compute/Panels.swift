import CKernels

/// Columns of one panel.
public let panelWidth = Int(VAE_LANES)

/// Panels that products are best given together.
public let productPanels = 2

/// How many panels hold `columns` columns.
public func panelCount(of columns: Int) -> Int { (columns + panelWidth - 1) / panelWidth }

/// A view of `rows` × `columns` elements in panels of 16 columns: the form in which kernels work on a batch.
///
/// Element (r, c) stands at c / 16 · stride + 16 r + c mod 16; the lanes behind the last column hold zeros. A view
/// does not keep its memory alive; whoever made it does.
public struct Panels<Scalar: Real>: @unchecked Sendable {
    public let rows: Int
    public let columns: Int
    /// Elements from one panel to the next.
    public let stride: Int
    public let base: UnsafeMutablePointer<Scalar>

    /// - Precondition: the buffer has ``elements(rows:columns:)`` of `capacity` rows.
    public init(_ buffer: Buffer<Scalar>, capacity: Int, columns: Int) {
        precondition(Panels.elements(rows: capacity, columns: columns) <= buffer.count)
        self.init(
            buffer.base, rows: capacity, columns: columns, stride: Panels.stride(rows: capacity))
    }

    private init(_ base: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, stride: Int) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.stride = stride
    }

    /// An odd number of rows, so that the same row of all panels does not fall on the same cache lines.
    private static func stride(rows: Int) -> Int { (rows | 1) * panelWidth }

    /// The memory that panels of `rows` rows take.
    public static func elements(rows: Int, columns: Int) -> Int {
        Compute.panelCount(of: columns) * stride(rows: rows)
    }

    public var panelCount: Int { Compute.panelCount(of: columns) }

    /// The rows in `range`, in place.
    public subscript(range: Range<Int>) -> Panels {
        precondition(0 <= range.lowerBound && range.upperBound <= rows)
        return Panels(
            base + range.lowerBound * panelWidth, rows: range.count, columns: columns, stride: stride)
    }

    public subscript(row: Int, column: Int) -> Scalar {
        get { base[place(row, column)] }
        nonmutating set { base[place(row, column)] = newValue }
    }

    /// Copies columns `first`… of a row.
    @inlinable
    public func copyRow(_ row: Int, from first: Int, to values: UnsafeMutableBufferPointer<Double>) {
        for index in values.indices {
            let column = first + index
            values[index] = Double(
                base[column / panelWidth * stride + row * panelWidth + column % panelWidth])
        }
    }

    /// Sets columns `first`… of a row to multiples of values.
    @inlinable
    public func setRow(
        _ row: Int, from first: Int, to values: UnsafeBufferPointer<Double>, times factor: Double
    ) {
        for index in values.indices {
            let column = first + index
            base[column / panelWidth * stride + row * panelWidth + column % panelWidth] = Scalar(
                factor * values[index])
        }
    }

    private func place(_ row: Int, _ column: Int) -> Int {
        precondition(0..<rows ~= row && 0..<columns ~= column)
        return column / panelWidth * stride + row * panelWidth + column % panelWidth
    }

    /// Copies all elements from a row-major matrix.
    public func copy(from values: Matrix<Scalar>) {
        precondition(values.rows == rows && values.columns == columns)
        Scalar.kernels.pointee.panels_from_rows(rows, columns, values.base, columns, base, stride)
    }

    /// As ``copy(from:)`` with 0 for NaN; `seen` gets 1 where there was none, else 0.
    public func copy(from values: Matrix<Scalar>, seen: Panels) {
        precondition(values.rows == rows && values.columns == columns)
        precondition(seen.rows == rows && seen.columns == columns)
        Scalar.kernels.pointee.seen_panels_from_rows(
            rows, columns, values.base, base, stride, seen.base, seen.stride)
    }

    /// Copies all elements to the columns from `firstColumn` on of a row-major matrix.
    public func copy(to values: Matrix<Scalar>, firstColumn: Int = 0) {
        precondition(values.rows == rows && firstColumn + columns <= values.columns)
        Scalar.kernels.pointee.rows_from_panels(
            rows, columns, base, stride, values.base + firstColumn, values.columns)
    }

    /// The columns from those of panel `firstPanel` on.
    public func columns(_ count: Int, fromPanel firstPanel: Int) -> Panels {
        precondition(firstPanel * panelWidth + count <= columns)
        return Panels(base + firstPanel * stride, rows: rows, columns: count, stride: stride)
    }

    /// Element (r, c) becomes byte c of row r, divided by `divisor`.
    ///
    /// - Precondition: a pointer for each row, to as many bytes as there are columns.
    public func copy(fromBytes bytes: UnsafePointer<UnsafePointer<UInt8>?>, divisor: Double) {
        Scalar.kernels.pointee.panels_from_bytes(rows, columns, bytes, divisor, base, stride)
    }

    /// x ∘= y in some panels.
    public func multiply(by y: Panels, panels: Range<Int>) {
        precondition(y.columns == columns && y.stride == stride && panels.upperBound <= panelCount)
        for panel in panels {
            let offset = panel * stride
            Scalar.kernels.pointee.multiply(rows * panelWidth, y.base + offset, base + offset)
        }
    }

    /// Multiplies each row by its factor in some panels.
    public func scaleRows(by factors: UnsafePointer<Double>, panels: Range<Int>) {
        precondition(panels.upperBound <= panelCount)
        for panel in panels { Scalar.kernels.pointee.scale_rows(rows, factors, base + panel * stride) }
    }

    /// x = f(x) in some panels, and `derivatives` = f′(x) if they are wanted. The lanes behind the last column are
    /// changed too.
    public func activate(_ function: Activation, derivatives: Panels?, panels: Range<Int>) {
        precondition(panels.upperBound <= panelCount)
        precondition(derivatives == nil || derivatives!.columns == columns && derivatives!.stride == stride)
        let kernel = function.kernel
        for panel in panels {
            let offset = panel * stride
            Scalar.kernels.pointee.activate(
                kernel, rows * panelWidth, base + offset, derivatives.map { $0.base + offset })
        }
    }
}
