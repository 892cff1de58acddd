import CLibrary
import Compute
import Distributions
import Tensors

/// An affine change of units, learned from the training data of a Gaussian model with real means: the
/// networks see (x − mean) / scale, and what users see is in the data's own units.
///
/// Where a mean has more digits than a `Float`, numbers are standardised in double precision.
public struct Standardization: Sendable, Equatable {
    public let means: [Double]
    public let scales: [Float]
    /// log |dx′ / dx| = −Σ log scale: what a log-density of standardised data needs to be one of the data.
    let logJacobian: Double
    /// log scale of each dimension.
    let logScales: [Double]
    /// Whether numbers are standardised in double precision: a mean has more digits than a `Float`, or there are columns.
    let exceedsFloat: Bool
    /// Of a table: what its columns are, some of which are standardised by their logarithms, and which values of a circle
    /// are written as.
    let columns: [ColumnForm]?

    /// - Precondition: as many means as scales, and every scale above zero.
    public init(means: [Double], scales: [Float], columns: [ColumnForm]? = nil) {
        self.columns = columns
        precondition(means.count == scales.count && scales.allSatisfy { $0 > 0 })
        self.means = means
        self.scales = scales
        exceedsFloat = columns != nil || means.contains { Double(Float($0)) != $0 }
        logScales = scales.map { log(Double($0)) }
        logJacobian = -logScales.reduce(0, +)
    }

    /// The mean of each column, with its standard deviation as its scale or, where one variance serves all
    /// dimensions, with the root mean variance as the scale of all. A constant column is only shifted, and one that was
    /// never observed left alone.
    ///
    /// - Parameter exact: whether means may have more digits than a `Float`, as the data has.
    init(_ columns: ColumnStatistics, commonScale: Bool, exact: Bool) {
        let common = columns.meanVariance
        let scales = columns.variances.map { variance in
            let scale = Float((commonScale ? common : variance).squareRoot())
            return scale.isNormal ? scale : 1
        }
        self.init(means: columns.means.map { Self.stored($0, exact: exact) }, scales: scales)
    }

    /// As a file holds it, so that a training that goes on from one computes the same.
    static func stored(_ mean: Double, exact: Bool) -> Double {
        let rounded = Double(Float(mean))
        return exact ? rounded + Double(Float(mean - rounded)) : rounded
    }

    /// x ← (x − mean) / scale.
    func apply<S: Real>(to x: Matrix<S>) {
        guard exceedsFloat else {
            standardize(x, means: means.map { S($0) }, scales: scales.map { S($0) })
            return
        }
        for row in 0..<x.rows {
            let values = x.row(row)
            for d in means.indices { values[d] = S(networkUnits(Double(values[d]), d)) }
        }
    }

    /// (x − mean) / scale.
    func apply(to x: Matrix<Double>, into z: Matrix<Float>) {
        for row in 0..<x.rows {
            let (values, result) = (x.row(row), z.row(row))
            for d in means.indices { result[d] = Float(networkUnits(values[d], d)) }
        }
    }

    /// The first column in which rounding a number near the mean to a `Float` may move it by more than 2⁻¹⁰ of the scale.
    public var firstColumnBeyondFloat: Int? {
        means.indices.first { Float.isCoarse(near: means[$0], spread: Double(scales[$0])) }
    }

    /// x ← mean + scale · x.
    func invert<S: Real>(_ x: Matrix<S>) {
        for row in 0..<x.rows {
            let values = x.row(row)
            if exceedsFloat {
                for d in means.indices { values[d] = S(means[d] + Double(scales[d]) * Double(values[d])) }
            } else {
                for d in means.indices { values[d] = S(means[d]) + S(scales[d]) * values[d] }
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
