import CLibrary

/// Student's t distribution of ν degrees of freedom, location μ and scale σ:
/// p(z) = (1 + t²/ν)^{−(ν+1)/2} / (σ √ν B(ν/2, ½)), t = (z − μ) / σ.
///
/// g(ε) = μ + σ t with t = F_ν⁻¹(ε) of the standard member, ε ~ U(0, 1): where ε < ½, t² = ν (1 − x) / x with
/// I_x(ν/2, ½) = 2ε. Mean μ where ν > 1; entropy
/// (ν + 1)/2 · [ψ((ν + 1)/2) − ψ(ν/2)] + log(√ν B(ν/2, ½)) + log σ. ∂z/∂ν is that of implicit reparameterisation
/// (Figurnov, Mohamed & Mnih 2018).
public struct StudentT: ScalarDistribution {
    public static let name = "student-t"
    public static let approach = ReparameterizationApproach.locationScale
    public static let parameters = [
        DistributionParameter("degrees", .positive), DistributionParameter("location", .real),
        DistributionParameter("scale", .positive),
    ]
    public static let supportText = "real"

    public let degrees: Double
    public let location: Double
    public let scale: Double

    private let tails: StudentTails

    public init(valid values: Derivatives) {
        (degrees, location, scale) = (values[0], values[1], values[2])
        tails = StudentTails(degrees: degrees)
    }

    public var support: DistributionSupport { .real }

    public func core(_ noise: Double) -> Double {
        let noise = UniformNoise(noise)
        return tails.quantile(noise.value, noise.complement)
    }

    public func draw(core t: Double) -> Double { nearestFinite(location + scale * t) }

    public func drawGradient(core t: Double) -> Derivatives {
        derivatives(scale * tails.degreesSlope(t), 1, t)
    }

    public func logDensity(_ z: Double) -> Double {
        tails.logDensity((z - location) / scale) - log(scale)
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        let t = (z - location) / scale
        let pull = pull(t)
        let slope = slope(t, pull)
        let degreesSlope =
            digammaIncrease(degrees / 2, 0.5) - 1 / degrees - tails.logGrowth(t) + pull / degrees
        return (slope, derivatives(degreesSlope / 2, -slope, (pull - 1) / scale))
    }

    public func logDensitySlope(_ point: SupportPoint) -> Double {
        let t = (point.z - location) / scale
        return slope(t, pull(t))
    }

    /// (ν + 1) t² / (ν + t²).
    private func pull(_ t: Double) -> Double { (degrees + 1) * tails.share(t) }

    private func slope(_ t: Double, _ pull: Double) -> Double { t == 0 ? 0 : -pull / t / scale }

    public func cumulative(_ z: Double) -> Double { tails.cumulative((z - location) / scale) }

    public func survival(_ z: Double) -> Double { tails.cumulative((location - z) / scale) }

    public func quantile(_ p: Double) -> Double { location + scale * tails.quantile(p, 1 - p) }

    public var expectation: Double? { degrees > 1 ? location : nil }

    public var entropy: Double {
        (degrees + 1) / 2 * digammaIncrease(degrees / 2, 0.5) + tails.logNormalizer + log(scale)
    }
}

extension StudentT: LatentFamily {
    public static var standardParameters: [Double] { [5, 0, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (
            2 + 3 * boundedExp(outputs.0, LatentBounds.degrees), context.location(outputs.1),
            context.scale(outputs.2)
        )
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .real }

    public static var decay: (lower: TailDecay, upper: TailDecay) {
        (.moments(below: 2.0.nextUp), .moments(below: 2.0.nextUp))
    }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.logarithmic, .logarithmic) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (degrees, location, scale) = theta
        switch statistic {
        case .value: return location
        case .square where degrees.value > 2:
            return location.squared + scale.squared * (degrees / (degrees - 2))
        default: return nil
        }
    }

    public var entropySlopes: Derivatives? {
        let increase = trigamma((degrees + 1) / 2) - trigamma(degrees / 2)
        return derivatives((degrees + 1) / 4 * increase + 0.5 / degrees, 0, 1 / scale)
    }
}
