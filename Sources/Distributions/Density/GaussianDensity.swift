import CLibrary
import Compute

/// N(z; m, C Cᵀ), with the mean and the covariance of some draws.
public struct GaussianDensity: LatentDensity {
    private let mean: [Double]
    /// The Cholesky factor C, J × J, lower triangular.
    private let factor: [Double]
    /// log N(m; m, C Cᵀ).
    public let logPeak: Double

    /// What is added to each variance, as a part of it, so that draws in a plane have a density.
    private static let ridge = 1e-6

    /// - Parameters:
    ///   - samples: L × J.
    ///   - diagonal: whether covariances are taken to be zero.
    public init<S: Real>(_ samples: Matrix<S>, diagonal: Bool) {
        let size = samples.columns
        var mean = [Double](repeating: 0, count: size)
        var covariance = [Double](repeating: 0, count: size * size)
        for l in 0..<samples.rows {
            for (j, z) in samples.row(l).enumerated() { mean[j] += Double(z) / Double(samples.rows) }
        }
        for l in 0..<samples.rows {
            let z = samples.row(l)
            for i in 0..<size {
                let change = (Double(z[i]) - mean[i]) / Double(max(samples.rows - 1, 1))
                for k in (diagonal ? i : 0)...i {
                    covariance[i * size + k] += change * (Double(z[k]) - mean[k])
                }
            }
        }
        for i in 0..<size {
            covariance[i * size + i] *= 1 + Self.ridge
            covariance[i * size + i] += .leastNormalMagnitude
        }
        self.mean = mean
        factor = choleskyFactor(covariance, size: size)
        logPeak = (0..<size).reduce(-Double(size) / 2 * log(2 * Double.pi)) { [factor] in
            $0 - log(factor[$1 * size + $1])
        }
    }

    /// C⁻¹ (z − m).
    public func whitened<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> [Double] {
        var white: [Double] = []
        for i in mean.indices {
            var rest = Double(z[i]) - mean[i]
            for k in 0..<i { rest -= factor[i * mean.count + k] * white[k] }
            white.append(rest / factor[i * mean.count + i])
        }
        return white
    }

    public func logDensity<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> Double {
        whitened(z).reduce(logPeak) { $0 - $1 * $1 / 2 }
    }
}
