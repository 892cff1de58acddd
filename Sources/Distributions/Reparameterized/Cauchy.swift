import CLibrary

/// The Cauchy distribution of location μ and scale s: p(z) = 1 / (π s (1 + y²)), y = (z − μ) / s.
///
/// g(ε) = μ + s tan(π (ε − ½)), ε ~ U(0, 1). It has no mean; entropy log(4πs).
public struct Cauchy: LocationScaleDistribution {
    public static let name = "cauchy"
    public static let approach = ReparameterizationApproach.inverseCDF

    public let location: Double
    public let scale: Double

    public init(location: Double, scale: Double) { (self.location, self.scale) = (location, scale) }

    public static func standardLogDensity(_ y: Double) -> Double {
        // y² overflows before its logarithm does.
        let y = abs(y)
        return -log(.pi) - (y > 1e8 ? 2 * log(y) : log1p(y * y))
    }

    public static func standardSlope(_ y: Double) -> Double { y == 0 ? 0 : -2 / (y + 1 / y) }

    public static func standardCumulative(_ y: Double) -> Double { atan2(1, -y) / .pi }

    public static func standardSurvival(_ y: Double) -> Double { atan2(1, y) / .pi }

    /// tan(π (p − ½)), exact at both ends.
    public static func standardQuantile(_ p: Double) -> Double {
        if p < 0.25 { return -1 / tan(.pi * p) }
        return p > 0.75 ? 1 / tan(.pi * (1 - p)) : tan(.pi * (p - 0.5))
    }

    public static var standardMean: Double? { nil }

    public static var standardEntropy: Double { log(4 * .pi) }
}

extension Cauchy: LatentFamily {
    public static var decay: (lower: TailDecay, upper: TailDecay) { (.moments(below: 1), .moments(below: 1)) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.logarithmic, .logarithmic) }
}
