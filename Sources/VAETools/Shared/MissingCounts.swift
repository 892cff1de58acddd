import Formats

/// How many values of each column are missing.
struct MissingCounts: Equatable {
    /// Empty as long as none is.
    private(set) var columns: [Int] = []

    var total: Int { columns.reduce(0, +) }

    init() {}

    /// - Parameter counts: of the columns, for each of some parts of the rows.
    init(sumOf counts: [[Int]]) {
        let sums = counts[0].indices.map { column in counts.reduce(0) { $0 + $1[column] } }
        columns = sums.contains { $0 > 0 } ? sums : []
    }

    /// Of each of so many columns.
    func columns(of count: Int) -> [Int] {
        columns.isEmpty ? [Int](repeating: 0, count: count) : columns
    }

    mutating func add(_ block: RowBlock, as values: InputValues) {
        if columns.isEmpty { columns = [Int](repeating: 0, count: block.columns) }
        values.countMissing(in: block, into: &columns)
    }

    /// "3120 values missing (4.0 %) in 5 of 8 columns: 12 in column 0, 50 in column 3, …"; nil where none is.
    ///
    /// - Parameter rows: of which they were counted.
    func description(rows: Int) -> String? {
        guard total > 0 else { return nil }
        let some = columns.indices.filter { columns[$0] > 0 }
        let share = 100 * Double(total) / (Double(rows) * Double(columns.count))
        let list = some.prefix(Self.mostListed).map { "\(columns[$0]) in column \($0)" }
        return "\(total) values missing (\(fixed(share, 1)) %) in \(some.count) of \(columns.count) columns: "
            + list.joined(separator: ", ") + (some.count > list.count ? ", ..." : "")
    }

    private static let mostListed = 50
}
