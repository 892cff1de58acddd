import CLibrary

/// The Gaussian distribution of mean μ and standard deviation σ: p(z) = e^{−y²/2} / (σ √(2π)), y = (z − μ) / σ.
///
/// g(ε) = μ + σε, ε ~ N(0, 1); entropy ½ + log(σ √(2π)).
public struct Normal: LocationScaleDistribution {
    public static let name = "gaussian"
    public static let approach = ReparameterizationApproach.locationScale
    public static let parameters = [
        DistributionParameter("mean", .real), DistributionParameter("deviation", .positive),
    ]

    public let location: Double
    public let scale: Double

    public init(location: Double, scale: Double) { (self.location, self.scale) = (location, scale) }

    public static var noiseKind: NoiseKind { .normal }

    public static func standardDraw(_ noise: Double) -> Double { noise }

    public static func standardLogDensity(_ y: Double) -> Double { -y * y / 2 - log(2 * .pi) / 2 }

    public static func standardSlope(_ y: Double) -> Double { -y }

    public static func standardCumulative(_ y: Double) -> Double { 0.5 * erfc(-y * 0.5.squareRoot()) }

    public static func standardSurvival(_ y: Double) -> Double { standardCumulative(-y) }

    public static func standardQuantile(_ p: Double) -> Double { inverseNormal(p) }

    public static var standardMean: Double? { 0 }

    public static var standardEntropy: Double { 0.5 + log(2 * .pi) / 2 }
}

extension Normal: LatentFamily {
    /// Means and log-variances.
    public static func writeParameters(_ row: LatentRow, _ context: PriorContext) {
        for j in 0..<row.latent {
            let (mean, deviation, _) = parameters(of: row.outputs(j, count: outputCount), context)
            row.outputs[j] = mean.value
            row.outputs[row.latent + j] = 2 * log(deviation.value)
        }
    }

    public static var decay: (lower: TailDecay, upper: TailDecay) {
        (.exponentialMoments, .exponentialMoments)
    }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.power(2), .power(2)) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (mean, deviation) = (theta.0, theta.1)
        switch statistic {
        case .value: return mean
        case .square: return mean.squared + deviation.squared
        case .magnitude:
            let y = mean.value / deviation.value
            let (sign, spread) = (erf(y * 0.5.squareRoot()), (2 / Double.pi).squareRoot() * exp(-y * y / 2))
            return Dual(
                mean.value * sign + deviation.value * spread,
                sign * mean.slopes + spread * deviation.slopes)
        case .exponential(let c): return extendedExp(c * mean + c * c / 2 * deviation.squared)
        default: return nil
        }
    }

    public var logDensityTerms: LatentTerms? {
        let precision = 1 / (scale * scale)
        return LatentTerms(
            logDensity(0), (location * precision, .value), (-precision / 2, .square))
    }
}
