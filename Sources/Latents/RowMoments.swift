/// The mean and the covariance of rows that come one after the other, in double precision (Welford 1962).
public struct RowMoments {
    /// N.
    public private(set) var count = 0
    /// J numbers.
    public private(set) var mean: [Double]
    /// The lower triangle of Σ (x − m)(x − m)ᵀ, J × J; empty where it is not wanted.
    private var products: [Double]
    private var change: [Double]

    /// - Parameter columns: J.
    public init(columns: Int, covariance: Bool) {
        mean = [Double](repeating: 0, count: columns)
        change = mean
        products = [Double](repeating: 0, count: covariance ? columns * columns : 0)
    }

    /// Adds some rows, B × J.
    public mutating func add(_ rows: [Float]) {
        for start in stride(from: 0, to: rows.count, by: mean.count) {
            count += 1
            for j in mean.indices { change[j] = Double(rows[start + j]) - mean[j] }
            for j in mean.indices { mean[j] += change[j] / Double(count) }
            if !products.isEmpty { addProducts() }
        }
    }

    private mutating func addProducts() {
        let size = mean.count
        let rest = Double(count - 1) / Double(count)
        products.withUnsafeMutableBufferPointer { products in
            change.withUnsafeBufferPointer { change in
                for i in 0..<size {
                    let factor = rest * change[i]
                    for k in 0...i { products[i * size + k] += factor * change[k] }
                }
            }
        }
    }

    /// Over N − 1, J × J.
    /// - Precondition: it is wanted, and there are at least two rows.
    public var covariance: [Double] {
        let size = mean.count
        precondition(count > 1 && products.count == size * size)
        return (0..<size * size).map { place in
            let (i, k) = (max(place / size, place % size), min(place / size, place % size))
            return products[i * size + k] / Double(count - 1)
        }
    }
}
