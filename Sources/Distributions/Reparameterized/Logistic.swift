import CLibrary

/// The logistic distribution of location μ and scale s: p(z) = e^{−y} / (s (1 + e^{−y})²), y = (z − μ) / s.
///
/// g(ε) = μ + s log(ε / (1 − ε)), ε ~ U(0, 1); mean μ; entropy 2 + log s.
public struct Logistic: ScalarDistribution {
    public static let name = "logistic"
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

    public func draw(_ noise: Double) -> Double { location + scale * UniformNoise(noise).logit }

    public func drawGradient(_ noise: Double) -> [Double] { [1, UniformNoise(noise).logit] }

    public func logDensity(_ z: Double) -> Double {
        let y = abs((z - location) / scale)
        return -y - 2 * log1p(exp(-y)) - log(scale)
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: [Double]) {
        let y = (z - location) / scale
        let slope = tanh(y / 2)
        return (-slope / scale, [slope / scale, (y * slope - 1) / scale])
    }

    public func cumulative(_ z: Double) -> Double { sigmoid((z - location) / scale) }

    public func survival(_ z: Double) -> Double { sigmoid((location - z) / scale) }

    public func quantile(_ p: Double) -> Double { location + scale * (log(p) - log1p(-p)) }

    public var expectation: Double? { location }

    public var entropy: Double { 2 + log(scale) }

    private func sigmoid(_ y: Double) -> Double { y < 0 ? exp(y) / (1 + exp(y)) : 1 / (1 + exp(-y)) }
}
