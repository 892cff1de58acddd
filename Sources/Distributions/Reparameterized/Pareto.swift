import CLibrary

/// The Pareto distribution of minimum m and shape α: p(z) = α m^α / z^{α+1}, z ≥ m.
///
/// g(ε) = m (1 − ε)^{−1/α}, ε ~ U(0, 1); mean α m / (α − 1) where α > 1; entropy log(m/α) + 1/α + 1.
public struct Pareto: ScalarDistribution {
    public static let name = "pareto"
    public static let approach = ReparameterizationApproach.inverseCDF
    public static let parameters = [
        DistributionParameter("minimum", .positive), DistributionParameter("shape", .positive),
    ]
    public static let supportText = "z >= minimum"

    public let minimum: Double
    public let shape: Double

    public init(valid values: Derivatives) {
        (minimum, shape) = (values[0], values[1])
    }

    public var support: DistributionSupport { .above(minimum) }

    public func draw(core noise: Double) -> Double { minimum * exp(UniformNoise(noise).exponential / shape) }

    public func drawGradient(core noise: Double) -> Derivatives {
        let exponent = UniformNoise(noise).exponential / shape
        return derivatives(exp(exponent), -minimum * exp(exponent) * exponent / shape)
    }

    public func logDensity(_ z: Double) -> Double {
        z >= minimum ? log(shape / minimum) - (shape + 1) * logRatio(z) : -.infinity
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z >= minimum else { return noGradient }
        return (-(shape + 1) / z, derivatives(shape / minimum, 1 / shape - logRatio(z)))
    }

    public func cumulative(_ z: Double) -> Double { z > minimum ? -expm1(-shape * logRatio(z)) : 0 }

    public func survival(_ z: Double) -> Double { z > minimum ? exp(-shape * logRatio(z)) : 1 }

    public func quantile(_ p: Double) -> Double { minimum * exp(-log1p(-p) / shape) }

    public var expectation: Double? { shape > 1 ? minimum / (1 - 1 / shape) : nil }

    public var entropy: Double { log(minimum / shape) + 1 / shape + 1 }

    /// log(z / m).
    private func logRatio(_ z: Double) -> Double {
        z < 2 * minimum ? log1p((z - minimum) / minimum) : log(z) - log(minimum)
    }
}

extension Pareto: LatentFamily {
    public static var standardParameters: [Double] { [1, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        let least = max(context.region.lowerEnd, 0)
        return (
            least + context.scale(outputs.0 - 2),
            boundedExp(outputs.1, LatentBounds.tailShape), outputs.2
        )
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport {
        .above(max(region.lowerEnd, 0))
    }
    public static var movesSupport: Bool { true }

    public static var decay: (lower: TailDecay, upper: TailDecay) {
        (.bounded, .moments(below: LatentBounds.tailShape.lowerBound))
    }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .logarithmic) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (start, mean) = (log(theta.0), 1 / theta.1)
        switch statistic {
        case .logarithm: return start + mean
        case .squaredLogarithm: return (start + mean).squared + mean.squared
        default: return nil
        }
    }

    public var entropySlopes: Derivatives? {
        derivatives(1 / minimum, -(1 + 1 / shape) / shape)
    }

    public var logDensityTerms: LatentTerms? {
        LatentTerms(log(shape) + shape * log(minimum), (-shape - 1, .logarithm))
    }
}
