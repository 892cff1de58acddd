import CLibrary
import Distributions

/// When an estimate of log p(x) is called reliable. The thresholds are those of `Benchmarks/calibration.sh`, which shows that
/// the errors of reliable estimates are what they claim.
public enum Reliability {
    /// Of a standard error, in nats: beyond it log of a mean is far from symmetric.
    public static let mostError = 0.5
    /// Of the gap between the bounds from below and from above, in nats.
    public static let mostGap = 1.0
    /// Of R̂ over halves of chains.
    public static let mostScaleReduction = 1.1
    /// Of the errors that quadrature finds, in nats, where rounding allows it.
    public static let mostQuadratureError = 0.01

    /// Of the shape k of the tail of S weights: min(1 − 1 / log₁₀ S, 0.7) (Vehtari, Simpson, Gelman, Yao & Gabry 2015).
    public static func mostParetoShape(of count: Int) -> Double {
        min(1 - 1 / log10(Double(count)), 0.7)
    }

    /// Whether a mean of `count` weights is.
    ///
    /// - Parameters:
    ///   - error: in nats.
    ///   - shape: of the tail; NaN does not pass.
    static func holds(error: Double, paretoShape shape: Double, of count: Int) -> Bool {
        error <= mostError && shape <= mostParetoShape(of: count)
    }

    /// What sums of numbers in `Float` leave, 2⁻²³ |log p(x)|, joined to a standard error.
    static func withRounding(_ error: Double, of logLikelihood: Double) -> Double {
        hypot(error, 0x1p-23 * logLikelihood)
    }
}
