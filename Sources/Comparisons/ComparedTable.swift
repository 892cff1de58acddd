/// A table of numbers that is compared with another: N rows of D columns, NaN where a cell is missing.
public struct ComparedTable: Sendable {
    /// What the numbers of a column are.
    public enum Column: Hashable, Sendable {
        /// Numbers on a line; `scale` is what differences are divided by in distances.
        case number(scale: Double)
        /// Codes 0 to `count` - 1 without an order.
        case category(count: Int)
    }

    public let columns: [Column]
    /// Row by row.
    public let values: [Double]

    public init(columns: [Column], values: [Double]) {
        precondition(!columns.isEmpty && values.count.isMultiple(of: columns.count))
        (self.columns, self.values) = (columns, values)
    }

    /// N.
    public var rows: Int { values.count / columns.count }

    /// The numbers of a column, row by row.
    public func column(_ index: Int) -> [Double] {
        stride(from: index, to: values.count, by: columns.count).map { values[$0] }
    }

    /// Some of the rows, in that order.
    public func rows(_ indices: some Sequence<Int>) -> ComparedTable {
        let width = columns.count
        return ComparedTable(
            columns: columns, values: indices.flatMap { values[($0 * width)..<(($0 + 1) * width)] })
    }
}
