import CLibrary

/// The log-normal distribution, whose logarithm has the mean μ and the standard deviation σ:
/// p(z) = e^{−y²/2} / (z σ √(2π)), y = (log z − μ) / σ, z > 0.
///
/// g(ε) = e^{μ + σε}, ε ~ N(0, 1); mean e^{μ + σ²/2}; entropy μ + ½ + log(σ √(2π)).
public struct LogNormal: ScalarDistribution {
    public static let name = "log-normal"
    public static let approach = ReparameterizationApproach.composition
    public static let parameters = [
        DistributionParameter("log-mean", .real), DistributionParameter("log-deviation", .positive),
    ]
    public static let supportText = "z > 0"

    /// Of log z.
    public let logarithm: Normal

    public init(valid values: Derivatives) {
        logarithm = Normal(valid: values)
    }

    public static var noiseKind: NoiseKind { .normal }
    public var support: DistributionSupport { .above(0) }

    public func draw(core noise: Double) -> Double { exp(logarithm.draw(core: noise)) }

    public func drawGradient(core noise: Double) -> Derivatives {
        let z = exp(logarithm.draw(core: noise))
        return derivatives(z, noise == 0 ? 0 : z * noise)
    }

    public func logDensity(_ z: Double) -> Double {
        z > 0 && z.isFinite ? logarithm.logDensity(log(z)) - log(z) : -.infinity
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z > 0, z.isFinite else { return noGradient }
        let gradient = logarithm.logDensityGradient(log(z)) as (z: Double, parameters: Derivatives)
        return ((gradient.z - 1) / z, gradient.parameters)
    }

    public func cumulative(_ z: Double) -> Double { z > 0 ? logarithm.cumulative(log(z)) : 0 }

    public func survival(_ z: Double) -> Double { z > 0 ? logarithm.survival(log(z)) : 1 }

    public func quantile(_ p: Double) -> Double { exp(logarithm.quantile(p)) }

    public var expectation: Double? {
        exp(logarithm.location + logarithm.scale * logarithm.scale / 2)
    }

    public var entropy: Double { logarithm.location + logarithm.entropy }
}

extension LogNormal: LatentFamily {
    public static var standardParameters: [Double] { [0, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (
            log(context.scale) + bounded(outputs.0, LatentBounds.logarithm),
            boundedExp(outputs.1, LatentBounds.logDeviation),
            outputs.2
        )
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .moments(below: .infinity)) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .logarithmic) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (mean, deviation) = (theta.0, theta.1)
        switch statistic {
        case .value, .magnitude: return moment(1, theta)
        case .square: return moment(2, theta)
        case .power(let k): return moment(k, theta)
        case .logarithm: return mean
        case .squaredLogarithm: return mean.squared + deviation.squared
        default: return nil
        }
    }

    /// E[z^k].
    private static func moment(_ k: Double, _ theta: LatentParameters) -> Dual {
        extendedExp(k * theta.0 + k * k / 2 * theta.1.squared)
    }

    public var entropySlopes: Derivatives? { derivatives(1, 1 / logarithm.scale) }

    public var logDensityTerms: LatentTerms? {
        let precision = 1 / (logarithm.scale * logarithm.scale)
        return LatentTerms(
            logarithm.logDensity(0), (logarithm.location * precision - 1, .logarithm),
            (-precision / 2, .squaredLogarithm))
    }
}
