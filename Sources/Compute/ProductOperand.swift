import CKernels

/// Memory for a ``ProductOperand``.
public final class ProductOperandBuffer<S: Real>: Sendable {
    private let values: Buffer<S>
    /// Pairs of columns and of rows, 32 bits each; empty where products take the numbers as they are.
    private let pairs: (columns: Buffer<Float>, rows: Buffer<Float>)
    public let operand: ProductOperand<S>

    public init(capacity: Int, columns: Int, precision: Precision) {
        values = Buffer(count: Panels<S>.elements(rows: capacity, columns: columns))
        let panels = Panels(values, capacity: capacity, columns: columns)
        guard precision == .bfloat16 else {
            pairs = (Buffer(count: 0), Buffer(count: 0))
            operand = ProductOperand(values: panels, pairs: nil)
            return
        }
        let (halfColumns, halfRows) = ((columns + 1) / 2, (capacity + 1) / 2)
        pairs = (
            Buffer(count: Panels<Float>.elements(rows: capacity, columns: halfColumns)),
            Buffer(count: Panels<Float>.elements(rows: halfRows, columns: columns))
        )
        operand = ProductOperand(
            values: panels,
            pairs: ProductOperand.Pairs(
                columns: Panels(pairs.columns, capacity: capacity, columns: halfColumns),
                rows: Panels(pairs.rows, capacity: halfRows, columns: columns)))
    }
}

/// Panels of a batch in the forms that products of some precision read; a view as ``Panels`` is.
public struct ProductOperand<S: Real>: Sendable {
    /// The same numbers, in pairs rounded to bfloat16, as panels of 32 bits.
    struct Pairs: Sendable {
        /// N × ⌈columns / 2⌉.
        let columns: Panels<Float>
        /// ⌈N / 2⌉ × columns.
        let rows: Panels<Float>
    }

    public let values: Panels<S>
    let pairs: Pairs?

    /// The rows in `range`, in place.
    ///
    /// - Precondition: it begins at an even row.
    public subscript(range: Range<Int>) -> ProductOperand {
        precondition(range.lowerBound % 2 == 0)
        return ProductOperand(
            values: values[range],
            pairs: pairs.map {
                Pairs(
                    columns: $0.columns[range],
                    rows: $0.rows[range.lowerBound / 2..<(range.upperBound + 1) / 2])
            })
    }

    /// Whether products read a copy of ``values``.
    public var hasCopies: Bool { pairs != nil }

    /// Refreshes what products read of some panels, from an even one on, after ``values`` of all rows were written.
    public func refresh(panels: Range<Int>) {
        guard let pairs else { return }
        precondition(panels.lowerBound % 2 == 0 && panels.upperBound <= values.panelCount)
        let products = Precision.bfloat16.products(S.self)
        let base = values.base + panels.lowerBound * values.stride
        let (columns, rows) = (pairs.columns, pairs.rows)
        products.pair_columns(
            values.rows, base, values.stride, panels.count,
            columns.base + panels.lowerBound / 2 * columns.stride, columns.stride)
        products.pair_rows(
            values.rows, base, values.stride, panels.count, rows.base + panels.lowerBound * rows.stride,
            rows.stride)
    }

    /// Refreshes what products read of all panels.
    public func refresh() { refresh(panels: 0..<values.panelCount) }

    /// The left operand of a product: its steps, its memory and the distance between panels.
    typealias Left = (depth: Int, base: UnsafeRawPointer, stride: Int)

    var left: Left {
        guard let columns = pairs?.columns else { return leftValues }
        return (columns.columns, UnsafeRawPointer(columns.base), columns.stride)
    }

    var leftValues: Left { (values.columns, UnsafeRawPointer(values.base), values.stride) }

    /// An operand of a sum over rows.
    typealias OfRows = (base: UnsafeRawPointer, stride: Int)

    var ofRows: OfRows {
        guard let rows = pairs?.rows else { return valuesOfRows }
        return (UnsafeRawPointer(rows.base), rows.stride)
    }

    var valuesOfRows: OfRows { (UnsafeRawPointer(values.base), values.stride) }
}
