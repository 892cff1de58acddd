import CLibrary
import Compute

/// N(z; m, C Cᵀ), with the mean and the covariance of some draws.
public struct GaussianDensity {
    private let gaussian: CholeskyGaussian
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
        gaussian = CholeskyGaussian(mean: mean, factor: choleskyFactor(covariance, size: size))
        logPeak = gaussian.logPeak()
    }

    /// C⁻¹ (z − m).
    public func whitened<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> [Double] {
        [Double](unsafeUninitializedCapacity: z.count) { white, count in
            gaussian.whiten(z.baseAddress!, into: white.baseAddress!)
            count = z.count
        }
    }

    /// log N(z; m, C Cᵀ) in nats.
    public func logDensity<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> Double {
        whitened(z).reduce(logPeak) { $0 - $1 * $1 / 2 }
    }
}
