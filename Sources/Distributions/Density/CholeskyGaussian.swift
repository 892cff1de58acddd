import CLibrary
import Compute

/// N(z; m, C Cᵀ) of J dimensions.
public struct CholeskyGaussian: Sendable {
    public let mean: [Double]
    /// The Cholesky factor C, J × J, row-major, lower triangular.
    public let factor: [Double]

    public init(mean: [Double], factor: [Double]) {
        precondition(factor.count == mean.count * mean.count)
        self.mean = mean
        self.factor = factor
    }

    /// `start` + log N(m; m, C Cᵀ) in nats.
    public func logPeak(_ start: Double = 0) -> Double {
        let size = mean.count
        return (0..<size).reduce(start - Double(size) / 2 * log(2 * Double.pi)) {
            $0 - log(factor[$1 * size + $1])
        }
    }

    /// Writes C⁻¹ (z − m), J numbers.
    ///
    /// - Returns: the square of their length: log N(z; m, C Cᵀ) is ``logPeak(_:)`` less half of it.
    @discardableResult public func whiten<S: Real>(
        _ z: UnsafePointer<S>, into white: UnsafeMutablePointer<Double>
    ) -> Double {
        let size = mean.count
        var square = 0.0
        mean.withUnsafeBufferPointer { mean in
            factor.withUnsafeBufferPointer { factor in
                for i in 0..<size {
                    var rest = Double(z[i]) - mean[i]
                    let line = factor.baseAddress! + i * size
                    for k in 0..<i { rest -= line[k] * white[k] }
                    white[i] = rest / line[i]
                    square += white[i] * white[i]
                }
            }
        }
        return square
    }
}
