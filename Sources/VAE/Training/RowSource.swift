import Compute

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
    init(of source: any RowSource, rows: RowIndices) {
        let columns = source.columns
        let count = Double(rows.count)
        // Sums about the first row keep the digits of columns far from zero.
        let row = Buffer<Float>(count: columns)
        let first = Buffer<Float>(count: columns)
        let sums = Buffer<Double>(count: columns)
        let squares = Buffer<Double>(count: columns)
        source.copyRow(rows[0], into: first.elements)
        withExtendedLifetime((row, first, sums, squares)) {
            for index in rows {
                source.copyRow(index, into: row.elements)
                add(row.base, less: first.base, to: sums.base, squaresTo: squares.base, count: columns)
            }
        }
        means = (0..<columns).map { Double(first.base[$0]) + sums.base[$0] / count }
        variances = (0..<columns).map { c in
            let mean = sums.base[c] / count
            return max(squares.base[c] / count - mean * mean, 0)
        }
    }
}

/// Adds row − first and its square to running sums, element by element.
private func add(
    _ row: UnsafePointer<Float>, less first: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Double>,
    squaresTo squares: UnsafeMutablePointer<Double>, count: Int
) {
    for c in 0..<count {
        let shifted = Double(row[c]) - Double(first[c])
        sums[c] += shifted
        squares[c] += shifted * shifted
    }
}
