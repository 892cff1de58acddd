import CLibrary
import Compute

/// A Gaussian that is fitted to draws of z, cut off at the ellipsoid of its density that holds the share τ = 0.8, and
/// divided by τ (Geweke 1999). Where it is compared with a density of lighter tails, ratios stay bounded.
struct TruncatedGaussian: LatentDensity {
    private let gaussian: GaussianDensity
    /// Of |C⁻¹ (z − m)|².
    private let mostSquare: Double

    private static let share = 0.8

    /// - Parameter samples: L × J.
    init<S: Real>(_ samples: Matrix<S>, diagonal: Bool) {
        gaussian = GaussianDensity(samples, diagonal: diagonal)
        mostSquare =
            samples.columns == 0
            ? .infinity : ChiSquared(degrees: Double(samples.columns)).quantile(Self.share)
    }

    func logDensity<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> Double {
        let density = gaussian.logDensity(z)
        if density < gaussian.logPeak - mostSquare / 2 { return -.infinity }
        return density - (mostSquare == .infinity ? 0 : log(Self.share))
    }
}
