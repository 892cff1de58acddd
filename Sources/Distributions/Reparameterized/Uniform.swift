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
        let (low, high) = context.region.inner(outputs.0, outputs.1)
        return (low, high, outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport {
        // Numbers are no point of the simplex.
        region == .simplex ? .real : region
    }
    public static var movesSupport: Bool { true }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .bounded) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .bounded) }
}
