import CLibrary
import Compute

/// (1/L) Σ N(z; z_l, h² Σ), with the covariance Σ of the draws z_l and h = L^(−1 / (J + 4)) (Scott 1992).
public struct KernelDensity: LatentDensity {
    private let gaussian: GaussianDensity
    /// The draws where their covariance is the identity, L × J.
    private let centers: [Double]
    private let bandwidth: Double

    /// - Parameter samples: L × J.
    public init<S: Real>(_ samples: Matrix<S>) {
        let gaussian = GaussianDensity(samples, diagonal: false)
        self.gaussian = gaussian
        centers = (0..<samples.rows).flatMap { gaussian.whitened(samples.row($0)) }
        bandwidth = pow(Double(samples.rows), -1 / Double(samples.columns + 4))
    }

    public func logDensity<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> Double {
        let white = gaussian.whitened(z)
        guard !white.isEmpty else { return gaussian.logPeak }
        let factor = -0.5 / (bandwidth * bandwidth)
        var kernels = ImportanceWeights()
        for first in stride(from: 0, to: centers.count, by: white.count) {
            var square = 0.0
            for j in white.indices {
                let distance = white[j] - centers[first + j]
                square += distance * distance
            }
            kernels.add(factor * square)
        }
        return gaussian.logPeak - Double(white.count) * log(bandwidth) + kernels.logMean
    }
}
