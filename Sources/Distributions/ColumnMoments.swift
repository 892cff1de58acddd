/// The means of the columns of rows x that come one after the other, and their variances or covariance, in double
/// precision (Welford 1962).
public struct ColumnMoments: Sendable {
    /// N.
    public private(set) var count = 0
    /// m, J numbers.
    public private(set) var means: [Double]
    private let hasCovariance: Bool
    /// Σ (x − m)², J numbers; with a covariance, the lower triangle of Σ (x − m)(x − m)ᵀ, J × J.
    private var products: [Double]
    /// x − m before x was added, J numbers.
    private var changes: [Double]

    /// - Parameters:
    ///   - columns: J.
    ///   - covariance: whether it is wanted.
    public init(columns: Int, covariance: Bool = false) {
        means = [Double](repeating: 0, count: columns)
        changes = means
        hasCovariance = covariance
        products = [Double](repeating: 0, count: covariance ? columns * columns : columns)
    }

    /// J.
    public var columns: Int { means.count }

    /// Over N, of all rows rather than of a sample of them, J numbers; NaN without rows.
    public var populationVariances: [Double] { squares.map { $0 / Double(count) } }

    /// Σ (x − m)², J numbers.
    public var squares: [Double] {
        hasCovariance ? (0..<columns).map { products[$0 * columns + $0] } : products
    }

    /// Over N − 1, J × J.
    /// - Precondition: it is wanted, and there are at least two rows.
    public var covariance: [Double] {
        let size = columns
        precondition(count > 1 && hasCovariance)
        return (0..<size * size).map { index in
            let (i, k) = (max(index / size, index % size), min(index / size, index % size))
            return products[i * size + k] / Double(count - 1)
        }
    }

    /// Adds some rows, B × J.
    public mutating func add(_ rows: [Float]) { rows.withUnsafeBufferPointer { addRows($0) } }

    /// Adds some rows, B × J.
    public mutating func add(_ rows: [Double]) { rows.withUnsafeBufferPointer { addRows($0) } }

    /// Adds some rows, B × J.
    public mutating func add(_ rows: UnsafeBufferPointer<Float>) { addRows(rows) }

    /// Adds some rows, B × J.
    public mutating func add(_ rows: UnsafeBufferPointer<Double>) { addRows(rows) }

    @inline(__always)
    private mutating func addRows<Number: BinaryFloatingPoint>(_ rows: UnsafeBufferPointer<Number>) {
        let size = columns
        for start in stride(from: 0, to: rows.count, by: max(size, 1)) {
            count += 1
            let row = UnsafeBufferPointer(rebasing: rows[start..<start + size])
            if hasCovariance { addToCovariance(row) } else { addToVariances(row) }
        }
    }

    @inline(__always)
    private mutating func addToVariances<Number: BinaryFloatingPoint>(_ row: UnsafeBufferPointer<Number>) {
        let part = 1 / Double(count)
        means.withUnsafeMutableBufferPointer { means in
            products.withUnsafeMutableBufferPointer { squares in
                for j in 0..<row.count {
                    let value = Double(row[j])
                    let change = value - means[j]
                    means[j] += change * part
                    squares[j] += change * (value - means[j])
                }
            }
        }
    }

    @inline(__always)
    private mutating func addToCovariance<Number: BinaryFloatingPoint>(_ row: UnsafeBufferPointer<Number>) {
        let size = columns
        for j in 0..<size { changes[j] = Double(row[j]) - means[j] }
        for j in 0..<size { means[j] += changes[j] / Double(count) }
        let rest = Double(count - 1) / Double(count)
        products.withUnsafeMutableBufferPointer { products in
            changes.withUnsafeBufferPointer { changes in
                for i in 0..<size {
                    let factor = rest * changes[i]
                    for k in 0...i { products[i * size + k] += factor * changes[k] }
                }
            }
        }
    }
}
