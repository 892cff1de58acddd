import Formats

/// Whether the first row of a table names its columns.
enum TableHeader {
    /// - Parameters:
    ///   - first: the cells of the first row, without the blanks around them.
    ///   - columns: those that are read.
    static func isHeader(_ first: [String], columns: [Int], sample: TableSample) -> Bool {
        let isOnly = sample.isAll && sample.rows.count < 2
        if !isOnly, counts(first), first[0].isEmpty || !sample.isBinary { return true }
        let kinds = first.map { text in
            text.withBytes { CellKind($0, point: sample.point, missing: sample.missing) }
        }
        let isMarked = { (cell: String) in
            cell.withBytes { MarkedNumber($0, point: sample.point) != nil || DatePattern.isFollowed(by: $0) }
        }
        let words = columns.filter { kinds[$0] == .text && !isMarked(first[$0]) }
        if words.isEmpty { return false }
        let second = sample.rows.count > 1 && sample.rows[1].count == first.count ? sample.rows[1] : nil
        if let second, words.contains(where: { second[$0] != .text }) { return true }
        if second == nil && !isOnly { return true }
        // Words above words, or alone: names where no number stands beside them, and no word comes again.
        let repeats = words.contains { column in
            sample.texts.dropFirst().contains { $0.count == first.count && $0[column] == first[column] }
        }
        return !repeats
            && !columns.contains { column in
                kinds[column] == .number || kinds[column] == .infinity
                    || kinds[column] == .text && isMarked(first[column])
            }
    }

    /// Whether a row is 0, 1, 2, …, perhaps behind an empty cell, as pandas names columns without names.
    private static func counts(_ row: [String]) -> Bool {
        let numbers = row[0].isEmpty ? row.dropFirst() : row[...]
        guard numbers.count > (row[0].isEmpty ? 0 : 1) else { return false }
        return numbers.enumerated().allSatisfy { $1 == "\($0)" }
    }
}
