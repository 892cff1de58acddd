import CLibrary
import Compute
import Distributions

/// An affine change of units, learned from the training data of a Gaussian model with real means: the
/// networks see (x − mean) / scale, and what users see is in the data's own units.
public struct Standardization: Sendable, Equatable {
    public let means: [Float]
    public let scales: [Float]
    /// log |dx′ / dx| = −Σ log scale: what a log-density of standardised data needs to be one of the data.
    let logJacobian: Double

    /// - Precondition: as many means as scales, and every scale above zero.
    public init(means: [Float], scales: [Float]) {
        precondition(means.count == scales.count && scales.allSatisfy { $0 > 0 })
        self.means = means
        self.scales = scales
        logJacobian = -scales.reduce(0) { $0 + log(Double($1)) }
    }

    /// The mean of each column, with its standard deviation as its scale or, where one variance serves all
    /// dimensions, with the root mean variance as the scale of all. A constant column is only shifted.
    init(_ moments: ColumnMoments, commonScale: Bool) {
        let variances = moments.populationVariances
        let common = variances.reduce(0, +) / Double(variances.count)
        let scales = variances.map { variance in
            let scale = Float((commonScale ? common : variance).squareRoot())
            return scale.isNormal ? scale : 1
        }
        self.init(means: moments.means.map { Float($0) }, scales: scales)
    }

    /// x ← (x − mean) / scale.
    func apply<S: Real>(to x: Matrix<S>) {
        standardize(x, means: means.map(S.init), scales: scales.map(S.init))
    }

    /// x ← mean + scale · x.
    func invert<S: Real>(_ x: Matrix<S>) {
        for row in 0..<x.rows {
            let values = x.row(row)
            for (d, (mean, scale)) in zip(means, scales).enumerated() {
                values[d] = S(mean) + S(scale) * values[d]
            }
        }
    }

    /// s ← s + 2 log scale.
    func invert<S: Real>(logVariances: Matrix<S>) {
        let shifts = scales.map { S(2 * log(Double($0))) }
        for row in 0..<logVariances.rows {
            let values = logVariances.row(row)
            for (d, shift) in shifts.enumerated() { values[d] += shift }
        }
    }
}
