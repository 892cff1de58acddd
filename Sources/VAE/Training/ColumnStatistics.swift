import Distributions

/// What the observed numbers of each column are like.
struct ColumnStatistics {
    /// 0 of columns that were never observed.
    let means: [Double]
    /// NaN of columns that were never observed.
    let variances: [Double]
    /// The share of the rows in which each column is observed.
    let shares: [Double]

    /// Of training rows, those of other ranks too.
    ///
    /// - Parameter change: what is done to the numbers of each row before.
    init(of rows: TrainingRows, change: ((UnsafeMutableBufferPointer<Double>) -> Void)? = nil) {
        let own =
            change.map { Self.moments(rows.source, rows.indices, change: $0) }
            ?? Self.moments(rows.source, rows.indices)
        self.init(rows.share.map { own.merged($0) } ?? own, rows: rows.total)
    }

    /// Of some training rows, and of some of other ranks.
    ///
    /// - Parameter chosen: of the source.
    init(
        of rows: TrainingRows, at chosen: some Collection<Int>,
        change: (UnsafeMutableBufferPointer<Double>) -> Void
    ) {
        let own = Self.moments(rows.source, chosen, change: change)
        let count = rows.share.map { Int($0.combine([Double(chosen.count)], +)[0]) } ?? chosen.count
        self.init(rows.share.map { own.merged($0) } ?? own, rows: count)
    }

    private init(_ moments: ObservedMoments, rows: Int) {
        means = moments.means
        variances = moments.populationVariances
        shares = moments.counts.map { $0 / Double(rows) }
    }

    private static func moments(
        _ source: any RowSource, _ rows: some Collection<Int>,
        change: (UnsafeMutableBufferPointer<Double>) -> Void
    ) -> ObservedMoments {
        var (full, observed) = (
            ColumnMoments(columns: source.columns), ObservedMoments(columns: source.columns)
        )
        withUnsafeTemporaryAllocation(of: Double.self, capacity: source.columns) { row in
            for index in rows {
                source.copyRow(index, into: row)
                change(row)
                if source.hasHoles {
                    observed.add(UnsafeBufferPointer(row))
                } else {
                    full.add(UnsafeBufferPointer(row))
                }
            }
        }
        return source.hasHoles ? observed : ObservedMoments(full)
    }

    /// Of rows as they are.
    private static func moments(_ source: any RowSource, _ rows: RowIndices) -> ObservedMoments {
        guard !source.hasHoles, !source.exceedsFloat else { return moments(source, rows) { _ in } }
        var moments = ColumnMoments(columns: source.columns)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: source.columns) { row in
            for index in rows {
                source.copyRow(index, into: row)
                moments.add(UnsafeBufferPointer(row))
            }
        }
        return ObservedMoments(moments)
    }

    /// The mean variance of the columns that were ever observed; NaN where none was.
    var meanVariance: Double {
        let known = variances.filter { !$0.isNaN }
        return known.reduce(0, +) / Double(known.count)
    }
}

extension ObservedMoments {
    /// Of the rows of all ranks.
    fileprivate func merged(_ share: RowShare) -> ObservedMoments {
        let all = share.gather(counts + means + squares)
        return all.dropFirst().reduce(into: ObservedMoments(numbers: all[0])) {
            $0.merge(ObservedMoments(numbers: $1))
        }
    }

    private init(numbers: [Double]) {
        let columns = numbers.count / 3
        self.init(
            counts: Array(numbers[..<columns]), means: Array(numbers[columns..<2 * columns]),
            squares: Array(numbers[(2 * columns)...]))
    }
}
