import Compute

/// What is fitted to draws of z.
public enum FittedDensity: String, CaseIterable, Sendable {
    /// A Gaussian with a variance for each dimension, without its tails.
    case diagonal
    /// A Gaussian with all covariances, without its tails.
    case full
    /// Gaussian kernels on the draws, shaped as their covariance; good for a few dimensions and many draws.
    case kernel

    /// - Parameter samples: L × J.
    public func fit<S: Real>(_ samples: Matrix<S>) -> any LatentDensity {
        switch self {
        case .diagonal: TruncatedGaussian(samples, diagonal: true)
        case .full: TruncatedGaussian(samples, diagonal: false)
        case .kernel: KernelDensity(samples)
        }
    }
}

/// A normalised density of z.
public protocol LatentDensity {
    /// log q(z) in nats; negative infinity where it is 0.
    func logDensity<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> Double
}
