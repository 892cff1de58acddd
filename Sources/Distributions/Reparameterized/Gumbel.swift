import CLibrary

/// The Gumbel distribution (of maxima) of location μ and scale β: p(z) = e^{−y − exp(−y)} / β, y = (z − μ) / β.
///
/// g(ε) = μ − β log(−log ε), ε ~ U(0, 1); mean μ + γβ; entropy log β + γ + 1.
public struct Gumbel: LocationScaleDistribution {
    public static let name = "gumbel"
    public static let approach = ReparameterizationApproach.inverseCDF

    public let location: Double
    public let scale: Double

    public init(location: Double, scale: Double) { (self.location, self.scale) = (location, scale) }

    public static func standardLogDensity(_ y: Double) -> Double { -y - exp(-y) }

    public static func standardSlope(_ y: Double) -> Double { expm1(-y) }

    public static func standardCumulative(_ y: Double) -> Double { exp(-exp(-y)) }

    public static func standardSurvival(_ y: Double) -> Double { -expm1(-exp(-y)) }

    public static func standardQuantile(_ p: Double) -> Double { -log(-log(p)) }

    public static var standardMean: Double? { Double.eulerGamma }

    public static var standardEntropy: Double { Double.eulerGamma + 1 }
}

extension Double {
    /// γ of Euler and Mascheroni.
    static let eulerGamma = 0.577215664901532860606512090082402431
}

extension Gumbel: LatentFamily {
    public static var decay: (lower: TailDecay, upper: TailDecay) {
        (.exponentialMoments, .moments(below: .infinity))
    }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.exponential, .power(1)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (location, scale) = (theta.0, theta.1)
        let mean = location + Double.eulerGamma * scale
        switch statistic {
        case .value: return mean
        case .square: return mean.squared + Double.pi * Double.pi / 6 * scale.squared
        // Infinite for scales from 1/c on.
        case .exponential(let c) where c < 0:
            return extendedExp(c * location + logGammaIncrease(Dual(1), -c * scale))
        default: return nil
        }
    }

    public var logDensityTerms: LatentTerms? {
        let weight = exp(location / scale)
        guard weight > 0 else { return nil }
        return LatentTerms(
            location / scale - log(scale), (-1 / scale, .value), (-weight, .exponential(-1 / scale)))
    }
}
