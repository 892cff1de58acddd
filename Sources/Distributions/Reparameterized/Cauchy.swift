import CLibrary

/// The Cauchy distribution of location μ and scale s: p(z) = 1 / (π s (1 + y²)), y = (z − μ) / s.
///
/// g(ε) = μ + s tan(π (ε − ½)), ε ~ U(0, 1). It has no mean; entropy log(4πs).
public struct Cauchy: ScalarDistribution {
    public static let name = "cauchy"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [
        DistributionParameter("location", .real), DistributionParameter("scale", .positive),
    ]
    public static let supportText = "real"

    public let location: Double
    public let scale: Double

    public init(_ values: [Double]) throws(DistributionParameter.Invalid) {
        let values = try Self.checked(values)
        (location, scale) = (values[0], values[1])
    }

    public var noise: NoiseKind { .uniform }
    public var support: DistributionSupport { .real }

    public func draw(_ noise: Double) -> Double { location + scale * standard(UniformNoise(noise).value) }

    public func drawGradient(_ noise: Double) -> [Double] { [1, standard(UniformNoise(noise).value)] }

    public func logDensity(_ z: Double) -> Double {
        let y = abs((z - location) / scale)
        // y² overflows before its logarithm does.
        return -log(.pi * scale) - (y > 1e8 ? 2 * log(y) : log1p(y * y))
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: [Double]) {
        let y = (z - location) / scale
        let slope = y == 0 ? 0 : 2 / (y + 1 / y)
        return (-slope / scale, [slope / scale, (1 - 2 / (1 + y * y)) / scale])
    }

    public func cumulative(_ z: Double) -> Double { atan2(1, (location - z) / scale) / .pi }

    public func survival(_ z: Double) -> Double { atan2(1, (z - location) / scale) / .pi }

    public func quantile(_ p: Double) -> Double { location + scale * standard(p) }

    public var expectation: Double? { nil }

    public var entropy: Double { log(4 * .pi * scale) }

    /// tan(π (p − ½)), exact at both ends.
    private func standard(_ p: Double) -> Double {
        if p < 0.25 { return -1 / tan(.pi * p) }
        return p > 0.75 ? 1 / tan(.pi * (1 - p)) : tan(.pi * (p - 0.5))
    }
}
