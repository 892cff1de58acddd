import Foundation

@testable import VAE

/// What a linear-Gaussian model says of x where y = A x + N(0, S²) is seen, x ~ N(m, C).
struct SeenGaussian {
    let means: [Double]
    let covariance: [[Double]]
    let logDensity: Double

    /// By the joint distribution of (x, y), of which y is observed.
    init(_ linear: LinearGaussian<Float>, y: [Double], map: [[Double]], deviation: Double) {
        let all = linear.conditional([Float](repeating: .nan, count: linear.dimensions))
        let (mean, c) = (all.means, all.covariance)
        let cross = map.map { row in
            c.indices.map { d in c.indices.reduce(0) { $0 + row[$1] * c[$1][d] } }
        }
        let seen = map.indices.map { i in
            map.indices.map { j in
                c.indices.reduce(i == j ? deviation * deviation : 0) { $0 + map[i][$1] * cross[j][$1] }
            }
        }
        let rows =
            zip(c.indices, c).map { d, row in row + cross.map { $0[d] } }
            + zip(cross, seen).map { $0 + $1 }
        let means = mean + map.map { row in zip(row, mean).reduce(0) { $0 + $1.0 * $1.1 } }
        let given = ConditionalGaussian(
            [Float](repeating: .nan, count: mean.count) + y.map { Float($0) }, mean: means, covariance: rows)
        let missing = given.missing.prefix(mean.count).count
        self.means = Array(given.means.prefix(missing))
        covariance = given.covariance.prefix(missing).map { Array($0.prefix(missing)) }
        logDensity = given.logDensity
    }
}
