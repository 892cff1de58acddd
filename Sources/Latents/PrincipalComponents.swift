import Distributions

/// The directions in which rows vary most, each at right angles to those before (Pearson 1901; Hotelling 1933): the
/// eigenvectors of their covariance.
public struct PrincipalComponents: Sendable {
    /// J numbers.
    public let mean: [Double]
    /// The variances along the components, over N − 1, the greatest first, none below zero.
    public let variances: [Double]
    /// J × J: row i is component i, of norm 1; its element of the greatest size is positive.
    public let components: [Double]

    /// - Precondition: the moments have a covariance, of at least two rows.
    public init(_ moments: ColumnMoments) {
        let eigen = SymmetricEigenvalues(moments.covariance, size: moments.columns)
        mean = moments.means
        variances = eigen.values.map { max($0, 0) }
        components = eigen.vectors
    }

    /// - Parameter basis: what ``basis`` gave, (J + 2) × J.
    public init(basis: [Double], columns: Int) {
        precondition(basis.count == (columns + 2) * columns)
        mean = Array(basis[..<columns])
        variances = Array(basis[columns..<2 * columns])
        components = Array(basis[(2 * columns)...])
    }

    /// The mean, the variances and the components, one row each: (J + 2) × J.
    public var basis: [Double] { mean + variances + components }

    /// The coordinates of rows x, B × J, along the first K components: y_i = v_iᵀ (x − m), B × K.
    public func project(_ rows: [Double], components count: Int) -> [Double] {
        let size = mean.count
        var result: [Double] = []
        result.reserveCapacity(rows.count / size * count)
        for start in stride(from: 0, to: rows.count, by: size) {
            for i in 0..<count {
                var sum = 0.0
                for j in 0..<size { sum += components[i * size + j] * (rows[start + j] - mean[j]) }
                result.append(sum)
            }
        }
        return result
    }

    /// The rows with coordinates y, B × K, and zero along the other components: x = m + Σ y_i v_i, B × J.
    public func reconstruct(_ coordinates: [Double], components count: Int) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(coordinates.count / count * mean.count)
        for start in stride(from: 0, to: coordinates.count, by: count) {
            var row = mean
            for i in 0..<count {
                let y = coordinates[start + i]
                for j in row.indices { row[j] += y * components[i * row.count + j] }
            }
            result += row
        }
        return result
    }
}
