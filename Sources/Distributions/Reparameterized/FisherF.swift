import CLibrary

/// The F distribution of d₁ and d₂ degrees of freedom, of the ratio of two means of squared standard normals:
/// p(z) = xᵃ (1 − x)ᵇ / (z B(a, b)) with a = d₁/2, b = d₂/2 and x = d₁z / (d₁z + d₂), z > 0.
///
/// g(ε) = d₂/d₁ · x/(1 − x) of a ``Beta`` draw x of a and b, ε ~ U(0, 1); mean d₂/(d₂ − 2) where d₂ > 2; entropy
/// log B(a, b) + log(d₂/d₁) + (1 − a) ψ(a) − (1 + b) ψ(b) + (a + b) ψ(a + b).
public struct FisherF: ScalarDistribution {
    public static let name = "f"
    public static let approach = ReparameterizationApproach.composition
    public static let parameters = [
        DistributionParameter("numerator-degrees", .positive),
        DistributionParameter("denominator-degrees", .positive),
    ]
    public static let supportText = "z > 0"

    /// d₁ and d₂.
    public let numeratorDegrees: Double
    public let denominatorDegrees: Double

    private let (a, b): (Double, Double)
    /// log(d₁/d₂): the logit of x is this much above log z.
    private let shift: Double

    public init(valid values: Derivatives) {
        (numeratorDegrees, denominatorDegrees) = (values[0], values[1])
        (a, b) = (values[0] / 2, values[1] / 2)
        shift = log(values[0]) - log(values[1])
    }

    public var support: DistributionSupport { .above(0) }

    /// log g(ε), which holds where g(ε) underflows or overflows.
    public func logDraw(_ noise: Double) -> Double {
        let noise = UniformNoise(noise)
        return IncompleteBeta.logitQuantile(a, b, lower: noise.value, upper: noise.complement) - shift
    }

    public func core(_ noise: Double) -> Double { logDraw(noise) }

    /// The nearest finite number above 0 where z underflows or overflows.
    public func draw(core logZ: Double) -> Double { representableExp(logZ) }

    public func drawGradient(core logZ: Double) -> Derivatives {
        let z = nearestFinite(exp(logZ))
        let slopes = integral(logZ).slopes
        return derivatives(
            boundedProduct(z, -slopes.a / 2 - 1 / numeratorDegrees),
            boundedProduct(z, -slopes.b / 2 + 1 / denominatorDegrees))
    }

    public func logDensity(_ z: Double) -> Double {
        guard z > 0 else { return -.infinity }
        return IncompleteBeta.logWeight(a, b, LogitPoint(log(z) + shift)) - log(z)
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z > 0 else { return noGradient }
        let point = LogitPoint(log(z) + shift)
        let drift = drift(point)
        return (
            (drift - 1) / z,
            derivatives(
                (point.logX + digammaIncrease(a, b)) / 2 + drift / numeratorDegrees,
                (point.logY + digammaIncrease(b, a)) / 2 - drift / denominatorDegrees)
        )
    }

    public func logDensitySlope(_ point: SupportPoint) -> Double {
        point.z > 0 ? (drift(LogitPoint(log(point.z) + shift)) - 1) / point.z : 0
    }

    /// The derivative of log(z p(z)) with respect to log z.
    private func drift(_ point: LogitPoint) -> Double { a * point.y - b * point.x }

    public func cumulative(_ z: Double) -> Double { z > 0 ? integral(log(z)).lower : 0 }

    public func survival(_ z: Double) -> Double { z > 0 ? integral(log(z)).upper : 1 }

    /// F(z) of log z, for z that underflow or overflow.
    public func cumulative(logZ: Double) -> Double { integral(logZ).lower }

    public func quantile(_ p: Double) -> Double {
        representableExp(IncompleteBeta.logitQuantile(a, b, lower: p, upper: 1 - p) - shift)
    }

    public var expectation: Double? {
        denominatorDegrees > 2 ? denominatorDegrees / (denominatorDegrees - 2) : nil
    }

    public var entropy: Double {
        // log(d₂/d₁) and the large parts of log B and of the digammas add up to this.
        let sum = a + b
        let logs = 0.5 * (log(sum) - log(a) - log(b))
        return halfLogTwoPi + logs + stirlingError(a) + stirlingError(b) - stirlingError(sum)
            + (1 - a) * digammaError(a) - (1 + b) * digammaError(b) + sum * digammaError(sum)
    }

    private func integral(_ logZ: Double) -> IncompleteBeta { IncompleteBeta(a, b, logit: logZ + shift) }
}

extension FisherF: LatentFamily {
    public static var standardParameters: [Double] { [4, 4] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (
            4 * boundedExp(outputs.0, LatentBounds.degrees),
            2 + 2 * boundedExp(outputs.1, LatentBounds.degrees),
            outputs.2
        )
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .moments(below: 1.0.nextUp)) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .logarithmic) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (a, b) = (theta.0 / 2, theta.1 / 2)
        switch statistic {
        case .value, .magnitude: return b.value > 1 ? b / (b - 1) : nil
        case .logarithm: return digammaError(a) - digammaError(b)
        case .squaredLogarithm:
            return (digammaError(a) - digammaError(b)).squared + trigamma(a) + trigamma(b)
        default: return nil
        }
    }

    public var entropySlopes: Derivatives? {
        let ofSum = (a + b) * trigamma(a + b)
        return derivatives(
            (ofSum + (1 - a) * trigamma(a) - 1 / a) / 2, (ofSum - (1 + b) * trigamma(b) + 1 / b) / 2)
    }
}
