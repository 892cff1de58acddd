/// The means and variances of the columns of rows in which NaN stands for what is not observed, in double precision
/// (Welford 1962).
public struct ObservedMoments: Sendable {
    /// How many numbers of each column are observed.
    public private(set) var counts: [Double]
    /// 0 of columns that were never observed.
    public private(set) var means: [Double]
    /// Σ (x − m)².
    public private(set) var squares: [Double]

    public init(columns: Int) {
        counts = [Double](repeating: 0, count: columns)
        (means, squares) = (counts, counts)
    }

    public init(counts: [Double], means: [Double], squares: [Double]) {
        precondition(means.count == counts.count && squares.count == counts.count)
        (self.counts, self.means, self.squares) = (counts, means, squares)
    }

    /// Of rows without missing values.
    public init(_ moments: ColumnMoments) {
        self.init(
            counts: [Double](repeating: Double(moments.count), count: moments.columns), means: moments.means,
            squares: moments.squares)
    }

    /// Adds the rows of `other`.
    public mutating func merge(_ other: ObservedMoments) {
        precondition(other.means.count == means.count)
        for j in means.indices {
            var column = moments(j)
            column.merge(other.moments(j))
            (counts[j], means[j], squares[j]) = (Double(column.count), column.mean, column.squares)
        }
    }

    private func moments(_ j: Int) -> Moments {
        Moments(count: Int(counts[j]), mean: means[j], squares: squares[j])
    }

    /// Without branches, so that the compiler makes vectors of it: what is missing is taken for the mean.
    public mutating func add(_ row: UnsafeBufferPointer<Double>) {
        precondition(row.count == means.count)
        counts.withUnsafeMutableBufferPointer { counts in
            means.withUnsafeMutableBufferPointer { means in
                squares.withUnsafeMutableBufferPointer { squares in
                    for j in 0..<row.count {
                        let isSeen = row[j] == row[j]
                        let value = isSeen ? row[j] : means[j]
                        counts[j] += isSeen ? 1 : 0
                        let change = value - means[j]
                        means[j] += change / max(counts[j], 1)
                        squares[j] += change * (value - means[j])
                    }
                }
            }
        }
    }

    /// Over as many as were observed; NaN of columns that never were.
    public var populationVariances: [Double] { zip(squares, counts).map { $0 / $1 } }
}
