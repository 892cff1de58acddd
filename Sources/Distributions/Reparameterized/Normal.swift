import CLibrary

/// The Gaussian distribution of mean μ and standard deviation σ: p(z) = e^{−y²/2} / (σ √(2π)), y = (z − μ) / σ.
///
/// g(ε) = μ + σε, ε ~ N(0, 1); entropy ½ + log(σ √(2π)).
public struct Normal: ScalarDistribution {
    public static let name = "gaussian"
    public static let approach = ReparameterizationApproach.locationScale
    public static let parameters = [
        DistributionParameter("mean", .real), DistributionParameter("deviation", .positive),
    ]
    public static let supportText = "real"

    public let location: Double
    public let deviation: Double

    public init(_ values: [Double]) throws(DistributionParameter.Invalid) {
        let values = try Self.checked(values)
        (location, deviation) = (values[0], values[1])
    }

    public var noise: NoiseKind { .normal }
    public var support: DistributionSupport { .real }

    public func draw(_ noise: Double) -> Double { location + deviation * noise }

    public func drawGradient(_ noise: Double) -> [Double] { [1, noise] }

    public func logDensity(_ z: Double) -> Double {
        let y = (z - location) / deviation
        return -y * y / 2 - log(deviation) - log(2 * .pi) / 2
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: [Double]) {
        let y = (z - location) / deviation
        return (-y / deviation, [y / deviation, (y * y - 1) / deviation])
    }

    public func cumulative(_ z: Double) -> Double { normalProbability((z - location) / deviation) }

    public func survival(_ z: Double) -> Double { normalProbability((location - z) / deviation) }

    public func quantile(_ p: Double) -> Double { location + deviation * inverseNormal(p) }

    public var expectation: Double? { location }

    public var entropy: Double { 0.5 + log(deviation) + log(2 * .pi) / 2 }
}

/// The standard normal distribution function Φ.
func normalProbability(_ y: Double) -> Double { 0.5 * erfc(-y * 0.5.squareRoot()) }
