import CLibrary

/// The uniform distribution from a to b: p(z) = 1 / (b − a), a ≤ z ≤ b.
///
/// g(ε) = a + (b − a) ε, ε ~ U(0, 1); mean (a + b)/2; entropy log(b − a).
public struct Uniform: ScalarDistribution {
    public static let name = "uniform"
    public static let approach = ReparameterizationApproach.locationScale
    public static let parameters = [
        DistributionParameter("low", .real), DistributionParameter("high", .real),
    ]
    public static let supportText = "low <= z <= high"

    public let low: Double
    public let high: Double
    private var width: Double { high - low }

    public init(valid values: Derivatives) {
        (low, high) = (values[0], values[1])
    }

    public static func checkTogether(_ values: [Double]) throws(DistributionParameter.Invalid) {
        try checkInterval(values[0], values[1])
    }

    public var support: DistributionSupport { .interval(low, high) }

    public func draw(core noise: Double) -> Double { quantile(UniformNoise(noise).value) }

    public func drawGradient(core noise: Double) -> Derivatives {
        let noise = UniformNoise(noise)
        return derivatives(noise.complement, noise.value)
    }

    public func logDensity(_ z: Double) -> Double { z >= low && z <= high ? log(1 / width) : -.infinity }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        z >= low && z <= high ? (0, derivatives(1 / width, -1 / width)) : noGradient
    }

    public func cumulative(_ z: Double) -> Double { min(max((z - low) / width, 0), 1) }

    public func survival(_ z: Double) -> Double { min(max((high - z) / width, 0), 1) }

    public func quantile(_ p: Double) -> Double { min(low + width * p, high) }

    public var expectation: Double? { low + width / 2 }

    public var entropy: Double { log(width) }
}

extension ReparameterizedDistribution {
    /// Fails where an interval is empty, or wider than a number can tell.
    static func checkInterval(_ low: Double, _ high: Double) throws(DistributionParameter.Invalid) {
        guard low < high else { throw .init("high", high, expected: "a number above low, \(low)") }
        guard (high - low).isFinite else {
            throw .init("high", high, expected: "an interval from low, \(low), whose width is finite")
        }
    }
}

extension Uniform: LatentFamily {
    public static var standardParameters: [Double] { [0, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        let (low, high) = context.inner(context.region, outputs.0, outputs.1)
        return (low, high, outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport {
        // Numbers are no point of the simplex.
        region == .simplex ? .real : region
    }
    public static var movesSupport: Bool { true }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .bounded) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .bounded) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (low, high) = (theta.0, theta.1)
        switch statistic {
        case .value: return (low + high) / 2
        case .square: return (low.squared + low * high + high.squared) / 3
        case .magnitude: return magnitude(low, high)
        case .exponential(let c): return extendedExp(c * low + logMeanExp(c * (high - low)))
        case .complementLogarithm: return LogarithmMoments(1 - high, 1 - low)?.mean
        case .logarithm: return LogarithmMoments(low, high)?.mean
        case .squaredLogarithm: return LogarithmMoments(low, high)?.square
        case .power(let k): return LogarithmMoments(low, high)?.power(k)
        }
    }

    private static func magnitude(_ low: Dual, _ high: Dual) -> Dual {
        if low.value >= 0 { return (low + high) / 2 }
        if high.value <= 0 { return -(low + high) / 2 }
        return (low.squared + high.squared) / (2 * (high - low))
    }

    public var entropySlopes: Derivatives? { derivatives(-1 / width, 1 / width) }

    public var logDensityTerms: LatentTerms? { LatentTerms(-log(width)) }
}

/// What expectations are of z uniform from a > 0 to b: of t = log(z/a), which has a density ∝ eᵗ from 0 to L = log(b/a).
private struct LogarithmMoments {
    /// log a and L.
    private let (start, extent): (Dual, Dual)

    init?(_ low: Dual, _ high: Dual) {
        guard low.value > 0 else { return nil }
        start = log(low)
        extent = log1p((high - low) / low)
    }

    /// E[t] / L.
    private var share: Dual { tiltedMean(extent) }

    /// E[log z].
    var mean: Dual { start + extent * share }

    /// E[log² z], where E[t²] = L + (L² − 2L) E[t] / L.
    var square: Dual { start.squared + extent + extent * (2 * start + extent - 2) * share }

    /// E[zᵏ].
    func power(_ k: Double) -> Dual {
        extendedExp(k * start + logMeanExp((k + 1) * extent) - logMeanExp(extent))
    }
}
