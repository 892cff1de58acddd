/// Rows that stand in another table too, cell for cell.
public enum ExactCopies {
    /// How many rows of a table are also in another; missing cells are equal to each other.
    public static func count(in table: ComparedTable, of others: ComparedTable) -> Int {
        let known = Set(keys(others))
        return keys(table).count { known.contains($0) }
    }

    private static func keys(_ table: ComparedTable) -> [[UInt64]] {
        let width = table.columns.count
        return stride(from: 0, to: table.values.count, by: width).map { start in
            table.values[start..<start + width].map { value in
                // Zeros of both signs are equal.
                value.isNaN ? Double.nan.bitPattern : (value + 0).bitPattern
            }
        }
    }
}
