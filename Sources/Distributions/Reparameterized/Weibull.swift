import CLibrary

/// The Weibull distribution of scale λ and shape k: p(z) = k/λ y^{k−1} e^{−w}, y = z/λ > 0, w = y^k.
///
/// g(ε) = λ (−log(1 − ε))^{1/k}, ε ~ U(0, 1); mean λ Γ(1 + 1/k); entropy γ (1 − 1/k) + log(λ/k) + 1.
public struct Weibull: ScalarDistribution {
    public static let name = "weibull"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [
        DistributionParameter("scale", .positive), DistributionParameter("shape", .positive),
    ]
    public static let supportText = "z > 0"

    public let scale: Double
    public let shape: Double

    public init(valid values: Derivatives) {
        (scale, shape) = (values[0], values[1])
    }

    public var support: DistributionSupport { .above(0) }

    public func draw(core noise: Double) -> Double {
        scale * exp(log(UniformNoise(noise).exponential) / shape)
    }

    public func drawGradient(core noise: Double) -> Derivatives {
        let exponent = log(UniformNoise(noise).exponential) / shape
        return derivatives(exp(exponent), -scale * exp(exponent) * exponent / shape)
    }

    public func logDensity(_ z: Double) -> Double {
        guard z > 0, z.isFinite else { return -.infinity }
        return log(shape / scale) + (shape - 1) * logRatio(z) - power(z)
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z > 0, z.isFinite else { return noGradient }
        let excess = power(z) - 1
        return (
            -(1 + shape * excess) / z, derivatives(shape * excess / scale, 1 / shape - logRatio(z) * excess)
        )
    }

    public func cumulative(_ z: Double) -> Double { z > 0 ? -expm1(-power(z)) : 0 }

    public func survival(_ z: Double) -> Double { z > 0 ? exp(-power(z)) : 1 }

    public func quantile(_ p: Double) -> Double { scale * exp(log(-log1p(-p)) / shape) }

    public var expectation: Double? { scale * tgamma(1 + 1 / shape) }

    public var entropy: Double { Double.eulerGamma * (1 - 1 / shape) + log(scale / shape) + 1 }

    /// log y.
    private func logRatio(_ z: Double) -> Double { log(z / scale) }

    /// w.
    private func power(_ z: Double) -> Double { pow(z / scale, shape) }
}

extension Weibull: LatentFamily {
    public static var standardParameters: [Double] { [1, 2] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (context.scale(outputs.0), 2 * boundedExp(outputs.1, LatentBounds.shape), outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .moments(below: .infinity)) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .power(shape)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        GeneralizedGamma(logScale: log(theta.0), shape: Dual(1), power: theta.1).expectation(of: statistic)
    }

    public var entropySlopes: Derivatives? {
        derivatives(1 / scale, (Double.eulerGamma / shape - 1) / shape)
    }

    public var logDensityTerms: LatentTerms? {
        let weight = pow(scale, -shape)
        guard weight > 0 else { return nil }
        let statistic: LatentStatistic = shape == 1 ? .value : shape == 2 ? .square : .power(shape)
        return LatentTerms(
            log(shape) - shape * log(scale), (shape - 1, .logarithm), (-weight, statistic))
    }
}
