/// The chi-squared distribution of ν degrees of freedom, of the sum of ν squared standard normals where ν is an integer:
/// a ``Gamma`` of shape ν/2 and rate ½, p(z) = z^{ν/2−1} e^{−z/2} / (2^{ν/2} Γ(ν/2)), z > 0, for any ν > 0.
///
/// g(ε) = 2 P⁻¹(ν/2, ε), ε ~ U(0, 1); mean ν; entropy ν/2 + log 2 + log Γ(ν/2) + (1 − ν/2) ψ(ν/2).
public struct ChiSquared: GammaForm {
    public static let name = "chi-squared"
    public static let approach = ReparameterizationApproach.composition
    public static let parameters = [DistributionParameter("degrees", .positive)]
    public static let supportText = "z > 0"

    let gamma: Gamma

    /// ν.
    public var degrees: Double { 2 * gamma.shape }

    public init(valid values: Derivatives) {
        self.init(degrees: values[0])
    }

    init(degrees: Double) { gamma = Gamma(shape: degrees / 2, rate: 0.5) }

    func gradient(_ ofGamma: Derivatives) -> Derivatives { derivatives(ofGamma[0] / 2) }
}

extension ChiSquared: LatentFamily {
    public static var standardParameters: [Double] { [2] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (2 * boundedExp(outputs.0, LatentBounds.degrees), outputs.1, outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .moments(below: .infinity)) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .power(1)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        Gamma.expectation(of: statistic, (theta.0 / 2, Dual(0.5), theta.2))
    }

    public var entropySlopes: Derivatives? { gamma.entropySlopes.map(gradient) }
    public var logDensityTerms: LatentTerms? { gamma.logDensityTerms }
}
