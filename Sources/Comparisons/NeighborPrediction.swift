import Compute

/// How well the cells of each column follow from the other columns, by the rows of another table that are nearest in these.
public enum NeighborPrediction {
    /// How many neighbours are asked.
    public static let neighbors = 5

    /// For each column of categories the share of cells that are what most neighbours have, ties going to the nearest; for
    /// numbers R² = 1 - Σ (y - ŷ)² / Σ (y - ȳ)² of the mean ŷ of the neighbours. Rows without the cell are left out.
    /// Nil where none is left, or where all numbers are equal.
    public static func scores(
        of tested: ComparedTable, learnedFrom learned: ComparedTable, _ workers: Workers
    ) -> [Double?] {
        let distances = RowDistances(tested.columns)
        let columns = tested.columns.indices
        let known = columns.map(learned.column)
        let predictions: [[Double]] = distances.map(tested, learned, workers) { row, squares in
            distances.squares(from: row, of: tested, to: learned, &squares)
            var left = squares
            return columns.map { column in
                distances.squares(from: row, of: tested, to: learned, column: column, &left)
                for index in left.indices { left[index] = squares[index] - left[index] }
                let nearest = RowDistances.nearest(neighbors, in: left) { !known[column][$0].isNaN }
                return prediction(of: tested.columns[column], nearest.map { known[column][$0] })
            }
        }
        return columns.map { column in
            score(tested.columns[column], tested.column(column), predictions.map { $0[column] })
        }
    }

    /// NaN without neighbours.
    private static func prediction(of column: ComparedTable.Column, _ values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        if case .number = column { return values.reduce(0, +) / Double(values.count) }
        return values.max { left, right in
            values.count { $0 == left } < values.count { $0 == right }
        }!
    }

    private static func score(
        _ column: ComparedTable.Column, _ cells: [Double], _ predictions: [Double]
    ) -> Double? {
        let pairs = zip(cells, predictions).filter { !$0.isNaN && !$1.isNaN }
        guard !pairs.isEmpty else { return nil }
        let count = Double(pairs.count)
        if case .category = column { return Double(pairs.count { $0 == $1 }) / count }
        guard pairs.contains(where: { $0.0 != pairs[0].0 }) else { return nil }
        let mean = pairs.reduce(0) { $0 + $1.0 } / count
        let spread = pairs.reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) }
        let errors = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return spread > 0 ? 1 - errors / spread : nil
    }
}
