import CLibrary

/// The reciprocal (log-uniform) distribution from a to b: p(z) = 1 / (z log(b/a)), 0 < a ≤ z ≤ b.
///
/// g(ε) = a (b/a)^ε, ε ~ U(0, 1); mean (b − a) / log(b/a); entropy log log(b/a) + log(ab)/2.
public struct Reciprocal: ScalarDistribution {
    public static let name = "reciprocal"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [
        DistributionParameter("low", .positive), DistributionParameter("high", .positive),
    ]
    public static let supportText = "low <= z <= high"

    public let low: Double
    public let high: Double
    /// log(b/a).
    private let extent: Double

    public init(valid values: Derivatives) {
        (low, high) = (values[0], values[1])
        extent = logarithm(of: high, over: low)
    }

    public static func checkTogether(_ values: [Double]) throws(DistributionParameter.Invalid) {
        let (low, high) = (values[0], values[1])
        guard low < high else { throw .init("high", high, expected: "a number above low, \(low)") }
    }

    public var support: DistributionSupport { .interval(low, high) }

    public func draw(core noise: Double) -> Double { quantile(UniformNoise(noise).value) }

    public func drawGradient(core noise: Double) -> Derivatives {
        let noise = UniformNoise(noise)
        let z = quantile(noise.value)
        return derivatives(noise.complement * (z / low), noise.value * (z / high))
    }

    public func logDensity(_ z: Double) -> Double {
        z >= low && z <= high ? -log(z) - log(extent) : -.infinity
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z >= low, z <= high else { return noGradient }
        return (-1 / z, derivatives(1 / low / extent, -1 / high / extent))
    }

    public func cumulative(_ z: Double) -> Double {
        z <= low ? 0 : z >= high ? 1 : logarithm(of: z, over: low) / extent
    }

    public func survival(_ z: Double) -> Double {
        z <= low ? 1 : z >= high ? 0 : logarithm(of: high, over: z) / extent
    }

    public func quantile(_ p: Double) -> Double { min(max(low * exp(p * extent), low), high) }

    public var expectation: Double? { (high - low) / extent }

    public var entropy: Double { log(extent) + (log(low) + log(high)) / 2 }
}

/// log(b / a), for 0 < a ≤ b.
private func logarithm(of b: Double, over a: Double) -> Double {
    b < 2 * a ? log1p((b - a) / a) : log(b) - log(a)
}

extension Reciprocal: LatentFamily {
    public static var standardParameters: [Double] { [0.1, 10] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        let (low, high) = context.inner(context.region.positivePart, outputs.0, outputs.1)
        return (low, high, outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport {
        region.positivePart
    }
    public static var movesSupport: Bool { true }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .bounded) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .bounded) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let start = log(theta.0)
        let extent = log1p((theta.1 - theta.0) / theta.0)
        let moment = { (k: Double) -> Dual in extendedExp(k * start + logMeanExp(k * extent)) }
        switch statistic {
        case .value, .magnitude: return moment(1)
        case .square: return moment(2)
        case .power(let k): return moment(k)
        case .logarithm: return start + extent / 2
        case .squaredLogarithm: return (start + extent / 2).squared + extent.squared / 12
        default: return nil
        }
    }

    public var entropySlopes: Derivatives? {
        derivatives((0.5 - 1 / extent) / low, (0.5 + 1 / extent) / high)
    }

    public var logDensityTerms: LatentTerms? { LatentTerms(-log(extent), (-1, .logarithm)) }
}
