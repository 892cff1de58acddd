import CLibrary

/// The exponential distribution of rate λ: p(z) = λ e^{−λz}, z ≥ 0.
///
/// g(ε) = −log(1 − ε) / λ, ε ~ U(0, 1); mean 1/λ; entropy 1 − log λ.
public struct Exponential: ScalarDistribution {
    public static let name = "exponential"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [DistributionParameter("rate", .positive)]
    public static let supportText = "z >= 0"

    public let rate: Double

    public init(valid values: Derivatives) {
        rate = values[0]
    }

    public var support: DistributionSupport { .above(0) }

    public func draw(core noise: Double) -> Double { UniformNoise(noise).exponential / rate }

    public func drawGradient(core noise: Double) -> Derivatives { derivatives(-draw(core: noise) / rate) }

    public func logDensity(_ z: Double) -> Double { z >= 0 ? log(rate) - rate * z : -.infinity }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        z >= 0 ? (-rate, derivatives(1 / rate - z)) : noGradient
    }

    public func cumulative(_ z: Double) -> Double { z > 0 ? -expm1(-rate * z) : 0 }

    public func survival(_ z: Double) -> Double { z > 0 ? exp(-rate * z) : 1 }

    public func quantile(_ p: Double) -> Double { -log1p(-p) / rate }

    public var expectation: Double? { 1 / rate }

    public var entropy: Double { 1 - log(rate) }
}

extension Exponential: LatentFamily {
    public static var standardParameters: [Double] { [1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (context.rate(outputs.0), outputs.1, outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .moments(below: .infinity)) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .power(1)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        Gamma.expectation(of: statistic, (Dual(1), theta.0, theta.2))
    }

    public var entropySlopes: Derivatives? { derivatives(-1 / rate) }

    public var logDensityTerms: LatentTerms? { LatentTerms(log(rate), (-rate, .value)) }
}
