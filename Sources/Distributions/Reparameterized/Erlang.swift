import CLibrary

/// The Erlang distribution, of the sum of k exponentials of rate λ: a ``Gamma`` of shape k = 1, 2, …,
/// p(z) = λᵏ zᵏ⁻¹ e^{−λz} / (k − 1)!, z > 0.
///
/// g(ε) = P⁻¹(k, ε) / λ, ε ~ U(0, 1), where F(z) = P(k, λz) = 1 − e^{−λz} Σ_{n<k} (λz)ⁿ / n!; mean k/λ; entropy as of
/// the Gamma. Derivatives with respect to k are those at real shapes.
public struct Erlang: GammaForm {
    public static let name = "erlang"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [
        DistributionParameter("shape", .count), DistributionParameter("rate", .positive),
    ]
    public static let supportText = "z > 0"

    let gamma: Gamma

    /// k and λ.
    public var shape: Double { gamma.shape }
    public var rate: Double { gamma.rate }

    public init(valid values: Derivatives) {
        gamma = Gamma(shape: values[0], rate: values[1])
    }

    func gradient(_ ofGamma: Derivatives) -> Derivatives { ofGamma }
}

extension Erlang: LatentFamily {
    public static var standardParameters: [Double] { [2, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (Dual(context.erlangShape), context.rate(outputs.0), outputs.1)
    }

    /// Without that of the shape, which takes the most time.
    public func learnedGradient(core logZ: Double) -> Derivatives { derivatives(0, -exp(logZ) / rate) }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .above(0) }
    public static var outputCount: Int { 1 }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .moments(below: .infinity)) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .power(1)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        Gamma.expectation(of: statistic, theta)
    }

    public var entropySlopes: Derivatives? { gamma.entropySlopes }
    public var logDensityTerms: LatentTerms? { gamma.logDensityTerms }
}
