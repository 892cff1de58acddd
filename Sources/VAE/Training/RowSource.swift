/// Data that can be read in any order: rows of D numbers.
public protocol RowSource: Sendable {
    var rowCount: Int { get }
    var columns: Int { get }

    /// Writes the `columns` values of one row.
    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>)

    /// Where the `columns` bytes of a row stand, as long as the source lives, if its elements are unsigned
    /// bytes; nil: they are not.
    func storedBytes(of row: Int) -> UnsafePointer<UInt8>?

    /// What those bytes are divided by; 1: they are taken as they are.
    var byteDivisor: Float { get }

    /// A hint that some rows will be asked for soon, in any order.
    func willNeed(_ rows: Range<Int>)
}

extension RowSource {
    public func storedBytes(of row: Int) -> UnsafePointer<UInt8>? { nil }

    public var byteDivisor: Float { 1 }

    public func willNeed(_ rows: Range<Int>) {}
}

/// The mean and the variance of each column over some rows of a source.
struct ColumnStatistics {
    let means: [Double]
    /// Over N, not N − 1.
    let variances: [Double]

    /// - Precondition: `rows` is not empty.
    init(of source: any RowSource, rows: [Int]) {
        let columns = source.columns
        var first = [Float](repeating: 0, count: columns)
        first.withUnsafeMutableBufferPointer { source.copyRow(rows[0], into: $0) }
        // Sums about the first row keep the digits of columns far from zero.
        var sums = [Double](repeating: 0, count: columns)
        var squares = sums
        withUnsafeTemporaryAllocation(of: Float.self, capacity: columns) { row in
            for index in rows {
                source.copyRow(index, into: row)
                for c in 0..<columns {
                    let shifted = Double(row[c]) - Double(first[c])
                    sums[c] += shifted
                    squares[c] += shifted * shifted
                }
            }
        }
        let count = Double(rows.count)
        means = zip(first, sums).map { Double($0) + $1 / count }
        variances = zip(squares, sums).map { max($0 / count - ($1 / count) * ($1 / count), 0) }
    }
}
