import Distributions

/// What the observed numbers of each column are like.
struct ColumnStatistics {
    /// 0 of columns that were never observed.
    let means: [Double]
    /// NaN of columns that were never observed.
    let variances: [Double]
    /// The share of the rows in which each column is observed.
    let shares: [Double]

    /// - Parameter change: what is done to the numbers of each row before.
    init(
        of source: any RowSource, rows: some Sequence<Int>,
        change: (UnsafeMutableBufferPointer<Double>) -> Void
    ) {
        var (full, observed) = (
            ColumnMoments(columns: source.columns), ObservedMoments(columns: source.columns)
        )
        var count = 0
        withUnsafeTemporaryAllocation(of: Double.self, capacity: source.columns) { row in
            for index in rows {
                source.copyRow(index, into: row)
                change(row)
                count += 1
                if source.hasHoles {
                    observed.add(UnsafeBufferPointer(row))
                } else {
                    full.add(UnsafeBufferPointer(row))
                }
            }
        }
        guard source.hasHoles else {
            self.init(full)
            return
        }
        self.init(
            means: observed.means, variances: observed.populationVariances,
            shares: observed.counts.map { $0 / Double(count) })
    }

    private init(means: [Double], variances: [Double], shares: [Double]) {
        (self.means, self.variances, self.shares) = (means, variances, shares)
    }

    /// Of some rows as they are.
    init(of source: any RowSource, rows: RowIndices) {
        guard !source.hasHoles, !source.exceedsFloat else {
            self.init(of: source, rows: rows) { _ in }
            return
        }
        var moments = ColumnMoments(columns: source.columns)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: source.columns) { row in
            for index in rows {
                source.copyRow(index, into: row)
                moments.add(UnsafeBufferPointer(row))
            }
        }
        self.init(moments)
    }

    private init(_ moments: ColumnMoments) {
        self.init(
            means: moments.means, variances: moments.populationVariances, shares: moments.means.map { _ in 1 }
        )
    }

    /// The mean variance of the columns that were ever observed; NaN where none was.
    var meanVariance: Double {
        let known = variances.filter { !$0.isNaN }
        return known.reduce(0, +) / Double(known.count)
    }
}
