import CLibrary

/// The logistic distribution of location μ and scale s: p(z) = e^{−y} / (s (1 + e^{−y})²), y = (z − μ) / s.
///
/// g(ε) = μ + s log(ε / (1 − ε)), ε ~ U(0, 1); mean μ; entropy 2 + log s.
public struct Logistic: LocationScaleDistribution {
    public static let name = "logistic"
    public static let approach = ReparameterizationApproach.inverseCDF

    public let location: Double
    public let scale: Double

    public init(location: Double, scale: Double) { (self.location, self.scale) = (location, scale) }

    public static func standardDraw(_ noise: Double) -> Double { UniformNoise(noise).logit }

    public static func standardLogDensity(_ y: Double) -> Double { -abs(y) - 2 * log1p(exp(-abs(y))) }

    public static func standardSlope(_ y: Double) -> Double { -tanh(y / 2) }

    public static func standardCumulative(_ y: Double) -> Double {
        y < 0 ? exp(y) / (1 + exp(y)) : 1 / (1 + exp(-y))
    }

    public static func standardSurvival(_ y: Double) -> Double { standardCumulative(-y) }

    public static func standardQuantile(_ p: Double) -> Double { log(p) - log1p(-p) }

    public static var standardMean: Double? { 0 }

    public static var standardEntropy: Double { 2 }
}

extension Logistic: LatentFamily {
    public static var decay: (lower: TailDecay, upper: TailDecay) {
        (.moments(below: .infinity), .moments(below: .infinity))
    }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.power(1), .power(1)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (location, scale) = (theta.0, theta.1)
        switch statistic {
        case .value: return location
        case .square: return location.squared + Double.pi * Double.pi / 3 * scale.squared
        case .magnitude:
            let y = location.value / scale.value
            let tail = exp(-abs(y))
            let spread = 2 * log1p(tail)
            return Dual(
                abs(location.value) + scale.value * spread,
                tanh(y / 2) * location.slopes + (spread + 2 * abs(y) * tail / (1 + tail)) * scale.slopes)
        default: return nil
        }
    }
}
