import CLibrary

/// The Gompertz distribution of shape η and rate b: p(z) = bη e^{bz} exp(−η (e^{bz} − 1)), z ≥ 0.
///
/// The hazard is bη e^{bz}, so that η is what it is at 0 in units of b. SciPy has it as `gompertz(η, scale=1/b)`.
/// g(ε) = log(1 − log(1 − ε) / η) / b, ε ~ U(0, 1); mean e^η E₁(η) / b; entropy 1 − log(bη) − e^η E₁(η).
public struct Gompertz: ScalarDistribution {
    public static let name = "gompertz"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [
        DistributionParameter("shape", .positive), DistributionParameter("rate", .positive),
    ]
    public static let supportText = "z >= 0"

    public let shape: Double
    public let rate: Double

    public init(valid values: Derivatives) {
        (shape, rate) = (values[0], values[1])
    }

    public var support: DistributionSupport { .above(0) }

    public func draw(core noise: Double) -> Double { log1p(UniformNoise(noise).exponential / shape) / rate }

    public func drawGradient(core noise: Double) -> Derivatives {
        let exponential = UniformNoise(noise).exponential
        return derivatives(
            -(exponential / (shape + exponential)) / shape / rate, -draw(core: noise) / rate)
    }

    public func logDensity(_ z: Double) -> Double {
        guard z >= 0, z.isFinite else { return -.infinity }
        return log(rate) + log(shape) + rate * z - hazard(z)
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z >= 0, z.isFinite else { return noGradient }
        let growth = expm1(rate * z)
        let slope = 1 - shape - shape * growth
        return (rate * slope, derivatives(1 / shape - growth, 1 / rate + (z == 0 ? 0 : z * slope)))
    }

    public func cumulative(_ z: Double) -> Double { z > 0 ? -expm1(-hazard(z)) : 0 }

    public func survival(_ z: Double) -> Double { z > 0 ? exp(-hazard(z)) : 1 }

    public func quantile(_ p: Double) -> Double { log1p(-log1p(-p) / shape) / rate }

    public var expectation: Double? { scaledExponentialIntegral(shape) / rate }

    public var entropy: Double { 1 - log(rate) - log(shape) - scaledExponentialIntegral(shape) }

    /// The cumulative hazard −log(1 − F(z)).
    private func hazard(_ z: Double) -> Double { shape * expm1(rate * z) }
}

/// e^x E₁(x) for x > 0, E₁(x) = ∫ₓ^∞ e^{−t}/t dt: by its series below 1, by its continued fraction from there on
/// (Abramowitz & Stegun 1964, 5.1.11 and 5.1.22).
func scaledExponentialIntegral(_ x: Double) -> Double {
    if x < 1 {
        var (sum, power) = (-Double.eulerGamma - log(x), 1.0)
        for k in 1...25 {
            power *= -x / Double(k)
            sum -= power / Double(k)
        }
        return exp(x) * sum
    }
    // Backwards, with more than enough terms for x ≥ 1.
    var fraction = x
    for k in stride(from: 120.0, to: 0, by: -1) { fraction = x + k / (1 + k / fraction) }
    return 1 / fraction
}

extension Gompertz: LatentFamily {
    public static var standardParameters: [Double] { [1, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (boundedExp(outputs.0, LatentBounds.scale), context.rate(outputs.1), outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .exponentialMoments) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .exponential) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        switch statistic {
        case .value, .magnitude:
            let integral = scaledExponentialIntegral(theta.0.value)
            return theta.0.mapped(integral, slope: integral - 1 / theta.0.value) / theta.1
        default: return nil
        }
    }

    public var entropySlopes: Derivatives? { derivatives(-scaledExponentialIntegral(shape), -1 / rate) }

    public var logDensityTerms: LatentTerms? {
        LatentTerms(log(rate) + log(shape) + shape, (rate, .value), (-shape, .exponential(rate)))
    }
}
