/// The means and variances of the columns of rows in which NaN stands for what is not observed, in double precision
/// (Welford 1962).
public struct ObservedMoments: Sendable {
    /// How many numbers of each column are observed.
    public private(set) var counts: [Int]
    /// 0 of columns that were never observed.
    public private(set) var means: [Double]
    /// Σ (x − m)².
    private var squares: [Double]

    public init(columns: Int) {
        counts = [Int](repeating: 0, count: columns)
        means = [Double](repeating: 0, count: columns)
        squares = means
    }

    public mutating func add(_ row: UnsafeBufferPointer<Double>) {
        for (j, value) in row.enumerated() where !value.isNaN {
            counts[j] += 1
            let change = value - means[j]
            means[j] += change / Double(counts[j])
            squares[j] += change * (value - means[j])
        }
    }

    /// Over as many as were observed; NaN of columns that never were.
    public var populationVariances: [Double] { zip(squares, counts).map { $0 / Double($1) } }
}
