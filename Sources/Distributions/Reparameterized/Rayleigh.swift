import CLibrary

/// The Rayleigh distribution of scale σ: p(z) = z/σ² e^{−z²/2σ²}, z > 0.
///
/// g(ε) = σ √(−2 log(1 − ε)), ε ~ U(0, 1); mean σ √(π/2); entropy 1 + log(σ/√2) + γ/2.
public struct Rayleigh: ScalarDistribution {
    public static let name = "rayleigh"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [DistributionParameter("scale", .positive)]
    public static let supportText = "z > 0"

    public let scale: Double

    public init(valid values: Derivatives) {
        scale = values[0]
    }

    public var support: DistributionSupport { .above(0) }

    public func draw(core noise: Double) -> Double { scale * standard(noise) }

    public func drawGradient(core noise: Double) -> Derivatives { derivatives(standard(noise)) }

    public func logDensity(_ z: Double) -> Double {
        guard z > 0, z.isFinite else { return -.infinity }
        let y = z / scale
        return log(z) - 2 * log(scale) - y * y / 2
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z > 0, z.isFinite else { return noGradient }
        let y = z / scale
        return (1 / z - y / scale, derivatives((y * y - 2) / scale))
    }

    public func cumulative(_ z: Double) -> Double { z > 0 ? -expm1(-(z / scale) * (z / scale) / 2) : 0 }

    public func survival(_ z: Double) -> Double { z > 0 ? exp(-(z / scale) * (z / scale) / 2) : 1 }

    public func quantile(_ p: Double) -> Double { scale * (-2 * log1p(-p)).squareRoot() }

    public var expectation: Double? { scale * (Double.pi / 2).squareRoot() }

    public var entropy: Double { 1 + log(scale) - log(2) / 2 + Double.eulerGamma / 2 }

    private func standard(_ noise: Double) -> Double { (2 * UniformNoise(noise).exponential).squareRoot() }
}

extension Rayleigh: LatentFamily {
    public static var standardParameters: [Double] { [1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (context.scale(outputs.0), outputs.1, outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .exponentialMoments) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .power(2)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        GeneralizedGamma(logScale: log(theta.0) + log(2) / 2, shape: Dual(1), power: Dual(2))
            .expectation(of: statistic)
    }

    public var entropySlopes: Derivatives? { derivatives(1 / scale) }

    public var logDensityTerms: LatentTerms? {
        LatentTerms(-2 * log(scale), (1, .logarithm), (-0.5 / (scale * scale), .square))
    }
}
