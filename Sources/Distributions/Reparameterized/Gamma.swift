import CLibrary

/// The Gamma distribution of shape a and rate λ: p(z) = λᵃ zᵃ⁻¹ e^{−λz} / Γ(a), z > 0.
///
/// g(ε) = P⁻¹(a, ε) / λ with the regularised incomplete gamma function P, ε ~ U(0, 1), for any a > 0; mean a/λ;
/// entropy a − log λ + log Γ(a) + (1 − a) ψ(a). ∂z/∂a is that of implicit reparameterisation,
/// −(∂F/∂a) / p(z) (Figurnov, Mohamed & Mnih 2018). Below shapes of about 0.05 z underflows: see ``logDraw(_:)``.
public struct Gamma: ScalarDistribution {
    public static let name = "gamma"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [
        DistributionParameter("shape", .positive), DistributionParameter("rate", .positive),
    ]
    public static let supportText = "z > 0"

    public let shape: Double
    public let rate: Double

    public init(valid values: Derivatives) {
        self.init(shape: values[0], rate: values[1])
    }

    init(shape: Double, rate: Double) {
        self.shape = shape
        self.rate = rate
    }

    public var support: DistributionSupport { .above(0) }

    /// log g(ε), which holds where g(ε) underflows.
    public func logDraw(_ noise: Double) -> Double {
        let noise = UniformNoise(noise)
        return logQuantile(noise.value, noise.complement)
    }

    public func core(_ noise: Double) -> Double { logDraw(noise) }

    /// The least normal number where z underflows.
    public func draw(core logZ: Double) -> Double { representableExp(logZ) }

    public func drawGradient(core logZ: Double) -> Derivatives {
        let z = exp(logZ)
        return derivatives(boundedProduct(z, shapeSlope(logZ)), -z / rate)
    }

    /// ∂ log z / ∂a where F(z) is held fixed.
    func shapeSlope(_ logZ: Double) -> Double { -integral(logZ: logZ).slope }

    public func logDensity(_ z: Double) -> Double {
        guard z > 0 else { return -.infinity }
        return IncompleteGamma.logWeight(shape: shape, x: z * rate, logX: log(z) + log(rate)) - log(z)
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z > 0 else { return noGradient }
        return (
            logDensitySlope(SupportPoint(z)),
            derivatives(log(z) + log(rate) - digamma(shape), shape / rate - z)
        )
    }

    public func logDensitySlope(_ point: SupportPoint) -> Double {
        point.z > 0 ? (shape - 1) / point.z - rate : 0
    }

    public func cumulative(_ z: Double) -> Double { z > 0 ? integral(z).lower : 0 }

    public func survival(_ z: Double) -> Double { z > 0 ? integral(z).upper : 1 }

    /// F(z) of log z, for z that underflow.
    public func cumulative(logZ: Double) -> Double { integral(logZ: logZ).lower }

    public func quantile(_ p: Double) -> Double { representableExp(logQuantile(p, 1 - p)) }

    public var expectation: Double? { shape / rate }

    public var entropy: Double {
        0.5 * log(shape) - log(rate) + halfLogTwoPi + stirlingError(shape) + (1 - shape) * digammaError(shape)
    }

    /// log F⁻¹(lower), of `lower` and 1 − `lower`.
    func logQuantile(_ lower: Double, _ upper: Double) -> Double {
        IncompleteGamma.logQuantile(shape: shape, lower: lower, upper: upper) - log(rate)
    }

    private func integral(_ z: Double) -> IncompleteGamma {
        IncompleteGamma(shape: shape, x: z * rate, logX: log(z) + log(rate))
    }

    private func integral(logZ: Double) -> IncompleteGamma {
        let logX = logZ + log(rate)
        return IncompleteGamma(shape: shape, x: exp(logX), logX: logX)
    }
}

extension Gamma: LatentFamily {
    public static var standardParameters: [Double] { [1, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (boundedExp(outputs.0, LatentBounds.shape), context.rate(outputs.1), outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .moments(below: .infinity)) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .power(1)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (shape, rate) = (theta.0, theta.1)
        switch statistic {
        case .value, .magnitude: return shape / rate
        case .square: return shape * (shape + 1) / rate.squared
        // Infinite for rates up to c.
        case .exponential(let c) where c < 0: return exp(-shape * log1p(-c / rate))
        default:
            return GeneralizedGamma(logScale: -log(rate), shape: shape, power: Dual(1))
                .expectation(of: statistic)
        }
    }

    public var entropySlopes: Derivatives? {
        derivatives(1 + (1 - shape) * trigamma(shape), -1 / rate)
    }

    public var logDensityTerms: LatentTerms? {
        LatentTerms(shape * log(rate) - lgamma(shape), (shape - 1, .logarithm), (-rate, .value))
    }
}
