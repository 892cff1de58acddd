import CLibrary

/// The Laplace distribution of location μ and scale s: p(z) = e^{−|y|} / 2s, y = (z − μ) / s.
///
/// g(ε) = μ + s log(2ε) for ε < ½, else μ − s log(2 (1 − ε)), ε ~ U(0, 1); mean μ; entropy 1 + log(2s).
public struct Laplace: ScalarDistribution {
    public static let name = "laplace"
    public static let approach = ReparameterizationApproach.locationScale
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

    public func draw(_ noise: Double) -> Double { quantile(UniformNoise(noise).value) }

    public func drawGradient(_ noise: Double) -> [Double] { [1, standard(UniformNoise(noise).value)] }

    public func logDensity(_ z: Double) -> Double { -log(2 * scale) - abs(z - location) / scale }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: [Double]) {
        let y = (z - location) / scale
        let slope = y == 0 ? 0 : y < 0 ? -1 / scale : 1 / scale
        return (-slope, [slope, (abs(y) - 1) / scale])
    }

    public func cumulative(_ z: Double) -> Double { tail((z - location) / scale) }

    public func survival(_ z: Double) -> Double { tail((location - z) / scale) }

    public func quantile(_ p: Double) -> Double { location + scale * standard(p) }

    public var expectation: Double? { location }

    public var entropy: Double { 1 + log(2 * scale) }

    private func standard(_ p: Double) -> Double { p < 0.5 ? log(2 * p) : -log(2 * (1 - p)) }

    /// P(Y ≤ y).
    private func tail(_ y: Double) -> Double { y < 0 ? exp(y) / 2 : 1 - exp(-y) / 2 }
}
