import CLibrary
import Distributions

/// When an estimate of log p(x) is called reliable. The thresholds are those of `Benchmarks/calibration.py`, which shows that
/// the errors of reliable estimates are what they claim.
public enum Reliability {
    /// Of a standard error, in nats: beyond it log of a mean is far from symmetric.
    public static let mostError = 0.3
    /// Of the gap between the bounds from below and from above, in nats.
    public static let mostGap = 1.0
    /// Of how much narrower the encoder's posterior is than p(z|x), see ``EncoderNarrowness``.
    /// From ½ on the variance of the weights is infinite; that of an estimate from S draws varies by about 1 / √S.
    public static func mostNarrowness(of count: Int) -> Double {
        0.5 - 1.5 / Double(count).squareRoot()
    }
    /// Of R̂ over halves of chains.
    public static let mostScaleReduction = 1.1
    /// Of the errors that quadrature finds, in nats, where rounding allows it.
    public static let mostQuadratureError = 0.01

    /// Of the shape k of the tail of S weights: min(1 − 1 / log₁₀ S, 0.7) (Vehtari, Simpson, Gelman, Yao & Gabry 2015).
    public static func mostParetoShape(of count: Int) -> Double {
        min(1 - 1 / log10(Double(count)), 0.7)
    }

    /// Whether a mean of `count` weights is. A shape above the limit does not matter where the tail holds little of the sum,
    /// that is where the effective sample size is at least half of the draws: the error counts weights that such a tail may
    /// still have.
    ///
    /// - Parameter error: in nats.
    static func holds(error: Double, _ diagnosis: WeightDiagnosis, of count: Int) -> Bool {
        let shape = diagnosis.paretoShape
        let isSmall = shape.isFinite && 2 * diagnosis.effectiveSampleSize >= Double(count)
        return error <= mostError && (shape <= mostParetoShape(of: count) || isSmall)
    }

    /// What sums of numbers in `Float` leave, 2⁻²³ |log p(x)|, joined to a standard error.
    static func withRounding(_ error: Double, of logLikelihood: Double) -> Double {
        hypot(error, 0x1p-23 * logLikelihood)
    }
}
