import CLibrary

/// The Gumbel distribution (of maxima) of location μ and scale β: p(z) = e^{−y − exp(−y)} / β, y = (z − μ) / β.
///
/// g(ε) = μ − β log(−log ε), ε ~ U(0, 1); mean μ + γβ; entropy log β + γ + 1.
public struct Gumbel: ScalarDistribution {
    public static let name = "gumbel"
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

    public func draw(_ noise: Double) -> Double { quantile(UniformNoise(noise).value) }

    public func drawGradient(_ noise: Double) -> [Double] { [1, standard(UniformNoise(noise).value)] }

    public func logDensity(_ z: Double) -> Double {
        guard z.isFinite else { return -.infinity }
        let y = (z - location) / scale
        return -log(scale) - y - exp(-y)
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: [Double]) {
        let y = (z - location) / scale
        let slope = -expm1(-y)
        return (-slope / scale, [slope / scale, (y * slope - 1) / scale])
    }

    public func cumulative(_ z: Double) -> Double { exp(-exp((location - z) / scale)) }

    public func survival(_ z: Double) -> Double { -expm1(-exp((location - z) / scale)) }

    public func quantile(_ p: Double) -> Double { location + scale * standard(p) }

    public var expectation: Double? { location + scale * Double.eulerGamma }

    public var entropy: Double { log(scale) + Double.eulerGamma + 1 }

    private func standard(_ p: Double) -> Double { -log(-log(p)) }
}

extension Double {
    /// γ of Euler and Mascheroni.
    static let eulerGamma = 0.577215664901532860606512090082402431
}
