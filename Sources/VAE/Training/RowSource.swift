/// Data that can be read in any order: rows of D numbers.
public protocol RowSource: Sendable {
    var rowCount: Int { get }
    var columns: Int { get }

    /// Writes the `columns` values of one row.
    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>)

    /// Where the bytes of a row stand as long as the source lives; nil where the elements are not bytes.
    func storedBytes(of row: Int) -> UnsafePointer<UInt8>?

    /// What stored bytes are divided by.
    var byteDivisor: Float { get }
}

extension RowSource {
    public func storedBytes(of row: Int) -> UnsafePointer<UInt8>? { nil }
    public var byteDivisor: Float { 1 }
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
