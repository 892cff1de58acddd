import CLibrary

/// The Laplace distribution of location μ and scale s: p(z) = e^{−|y|} / 2s, y = (z − μ) / s.
///
/// g(ε) = μ + s log(2ε) for ε < ½, else μ − s log(2 (1 − ε)), ε ~ U(0, 1); mean μ; entropy 1 + log(2s).
public struct Laplace: LocationScaleDistribution {
    public static let name = "laplace"
    public static let approach = ReparameterizationApproach.locationScale

    public let location: Double
    public let scale: Double

    public init(location: Double, scale: Double) { (self.location, self.scale) = (location, scale) }

    public static func standardLogDensity(_ y: Double) -> Double { -log(2) - abs(y) }

    public static func standardSlope(_ y: Double) -> Double { y == 0 ? 0 : y < 0 ? 1 : -1 }

    public static func standardCumulative(_ y: Double) -> Double { y < 0 ? exp(y) / 2 : 1 - exp(-y) / 2 }

    public static func standardSurvival(_ y: Double) -> Double { standardCumulative(-y) }

    public static func standardQuantile(_ p: Double) -> Double { p < 0.5 ? log(2 * p) : -log(2 * (1 - p)) }

    public static var standardMean: Double? { 0 }

    public static var standardEntropy: Double { 1 + log(2) }
}

extension Laplace: LatentFamily {
    public static var decay: (lower: TailDecay, upper: TailDecay) {
        (.moments(below: .infinity), .moments(below: .infinity))
    }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.power(1), .power(1)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (location, scale) = (theta.0, theta.1)
        switch statistic {
        case .value: return location
        case .square: return location.squared + 2 * scale.squared
        case .magnitude:
            let y = abs(location.value) / scale.value
            let tail = exp(-y)
            let sign = location.value < 0 ? tail - 1 : 1 - tail
            return Dual(
                abs(location.value) + scale.value * tail,
                sign * location.slopes + (tail + y * tail) * scale.slopes)
        default: return nil
        }
    }

    /// Where the location is 0.
    public var logDensityTerms: LatentTerms? {
        location == 0 ? LatentTerms(logDensity(0), (-1 / scale, .magnitude)) : nil
    }
}
