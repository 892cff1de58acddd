import Formats

/// Whether the first row of a table names its columns.
enum TableHeader {
    /// - Parameters:
    ///   - first: the cells of the first row, without the blanks around them.
    ///   - columns: those that are read.
    static func isHeader(_ first: [String], columns: [Int], sample: TableSample) -> Bool {
        let isOnly = sample.isAll && sample.rows.count < 2
        if !isOnly, counts(first), first[0].isEmpty || !sample.isBinary { return true }
        let kinds = first.map { text in text.withBytes { CellKind($0, point: sample.point) } }
        let words = columns.filter { kinds[$0] == .text }
        if words.isEmpty { return false }
        let second = sample.rows.count > 1 && sample.rows[1].count == first.count ? sample.rows[1] : nil
        if let second, words.contains(where: { second[$0] != .text }) { return true }
        if second == nil && !isOnly { return true }
        // Words above words, or alone: names where no number stands beside them.
        return !columns.contains { kinds[$0] == .number || kinds[$0] == .infinity }
    }

    /// Whether a row is 0, 1, 2, …, perhaps behind an empty cell, as pandas names columns without names.
    private static func counts(_ row: [String]) -> Bool {
        let numbers = row[0].isEmpty ? row.dropFirst() : row[...]
        guard numbers.count > (row[0].isEmpty ? 0 : 1) else { return false }
        return numbers.enumerated().allSatisfy { $1 == "\($0)" }
    }
}
