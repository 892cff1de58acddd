import CLibrary

/// The Beta distribution of a and b: p(z) = zᵃ⁻¹ (1 − z)ᵇ⁻¹ / B(a, b), 0 < z < 1.
///
/// g(ε) = I⁻¹_ε(a, b), the inverse of the regularised incomplete beta function, ε ~ U(0, 1); mean a/(a + b); entropy
/// log B(a, b) − (a − 1) ψ(a) − (b − 1) ψ(b) + (a + b − 2) ψ(a + b). ∂z/∂a and ∂z/∂b are those of implicit
/// reparameterisation (Figurnov, Mohamed & Mnih 2018). Where a or b is small z rounds to 0 or 1: see
/// ``logitDraw(_:)``.
public struct Beta: ScalarDistribution {
    public static let name = "beta"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [
        DistributionParameter("a", .positive), DistributionParameter("b", .positive),
    ]
    public static let supportText = "0 < z < 1"

    public let a: Double
    public let b: Double

    public init(valid values: Derivatives) {
        (a, b) = (values[0], values[1])
    }

    public var support: DistributionSupport { .interval(0, 1) }

    /// log(z / (1 − z)) of z = g(ε), which holds where z rounds to 0 or 1.
    public func logitDraw(_ noise: Double) -> Double {
        let noise = UniformNoise(noise)
        return IncompleteBeta.logitQuantile(a, b, lower: noise.value, upper: noise.complement)
    }

    public func core(_ noise: Double) -> Double { logitDraw(noise) }

    /// The number of (0, 1) next to an end where z rounds to it.
    public func draw(core logit: Double) -> Double { representableLogistic(logit) }

    public func drawGradient(core logit: Double) -> Derivatives {
        let tail = exp(-abs(logit))
        let slope = tail / ((1 + tail) * (1 + tail))
        let slopes = IncompleteBeta(a, b, logit: logit).slopes
        return derivatives(boundedProduct(slope, -slopes.a), boundedProduct(slope, -slopes.b))
    }

    public func point(core logit: Double) -> SupportPoint {
        SupportPoint(draw(core: logit), complement: representableLogistic(-logit))
    }

    public func logDensity(_ z: Double) -> Double {
        guard z > 0, z < 1 else { return -.infinity }
        return logDensity(LogitPoint(x: z))
    }

    public func logDensity(_ point: SupportPoint) -> Double {
        guard point.z > 0, point.complement > 0 else { return -.infinity }
        return logDensity(LogitPoint(log(point.z) - log(point.complement)))
    }

    private func logDensity(_ point: LogitPoint) -> Double {
        IncompleteBeta.logWeight(a, b, point) - point.logX - point.logY
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        logDensityGradient(SupportPoint(z))
    }

    public func logDensityGradient(_ point: SupportPoint) -> (z: Double, parameters: Derivatives) {
        let (x, y) = (point.z, point.complement)
        guard x > 0, y > 0 else { return noGradient }
        return (
            logDensitySlope(point),
            derivatives(
                logarithm(x, y) + digammaIncrease(a, b), logarithm(y, x) + digammaIncrease(b, a))
        )
    }

    public func logDensitySlope(_ point: SupportPoint) -> Double {
        guard point.z > 0, point.complement > 0 else { return 0 }
        return (a - 1) / point.z - (b - 1) / point.complement
    }

    /// log x, of x and 1 − x.
    private func logarithm(_ x: Double, _ complement: Double) -> Double {
        x < 0.5 ? log(x) : log1p(-complement)
    }

    public func cumulative(_ z: Double) -> Double { cumulative(logit: logit(z)) }

    public func survival(_ z: Double) -> Double { IncompleteBeta(a, b, logit: logit(z)).upper }

    /// F(z) of the logit of z, for z that round to 0 or 1.
    public func cumulative(logit: Double) -> Double { IncompleteBeta(a, b, logit: logit).lower }

    public func quantile(_ p: Double) -> Double {
        representableLogistic(IncompleteBeta.logitQuantile(a, b, lower: p, upper: 1 - p))
    }

    public var expectation: Double? { a / (a + b) }

    public var entropy: Double {
        let sum = a + b
        // log B and the digammas grow with a and b; their differences do not.
        return halfLogTwoPi + 0.5 * (log(a) + log(b) - 3 * log(sum))
            + stirlingError(a) + stirlingError(b) - stirlingError(sum)
            - (a - 1) * digammaError(a) - (b - 1) * digammaError(b) + (sum - 2) * digammaError(sum)
    }

    private func logit(_ z: Double) -> Double {
        if z <= 0 { return -.infinity }
        return z < 1 ? log(z) - log1p(-z) : .infinity
    }
}

extension Beta: LatentFamily {
    public static var standardParameters: [Double] { [1, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (boundedExp(outputs.0, LatentBounds.shape), boundedExp(outputs.1, LatentBounds.shape), outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .interval(0, 1) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .bounded) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .bounded) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (a, b) = (theta.0, theta.1)
        switch statistic {
        case .value, .magnitude: return a / (a + b)
        case .square: return a / (a + b) * ((a + 1) / (a + b + 1))
        case .power(let k) where k > 0:
            return exp(logGammaIncrease(a, Dual(k)) - logGammaIncrease(a + b, Dual(k)))
        case .logarithm: return -digammaIncrease(a, b)
        case .squaredLogarithm: return digammaIncrease(a, b).squared + trigamma(a) - trigamma(a + b)
        case .complementLogarithm: return -digammaIncrease(b, a)
        default: return nil
        }
    }

    public var entropySlopes: Derivatives? {
        let ofSum = (a + b - 2) * trigamma(a + b)
        return derivatives(ofSum - (a - 1) * trigamma(a), ofSum - (b - 1) * trigamma(b))
    }

    public var logDensityTerms: LatentTerms? {
        LatentTerms(-logBeta(a, b), (a - 1, .logarithm), (b - 1, .complementLogarithm))
    }
}
