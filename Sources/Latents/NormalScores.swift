import CLibrary
import Distributions

/// Latent dimensions as quantiles of a standard normal distribution, their normal scores: s = Φ⁻¹(F(z)), F the
/// distribution function of a prior whose dimensions are independent and alike.
///
/// Scores are within ±8.3, where double precision tells F from 0 and 1, but for a Gaussian, whose scores are (z − μ) / σ.
public struct NormalScores: Sendable {
    /// The least probability on either side.
    private static let least = 0x1p-54

    private let family: any UnivariateDistribution

    public init(_ family: any UnivariateDistribution) { self.family = family }

    /// Whether z is a linear function of its score.
    public var isLinear: Bool { family is Normal }

    /// Where z lies.
    public var support: DistributionSupport { family.support }

    public func score(_ z: Double) -> Double {
        if let normal = family as? Normal { return (z - normal.location) / normal.scale }
        let (below, above) = (family.cumulative(z), family.survival(z))
        return below < above
            ? inverseNormal(max(below, Self.least)) : -inverseNormal(max(above, Self.least))
    }

    /// z = F⁻¹(Φ(s)), as draws are held finite.
    public func value(_ score: Double) -> Double {
        if let normal = family as? Normal { return normal.location + normal.scale * score }
        let probability = erfc(-score * 0.5.squareRoot()) / 2
        return decodable(family.quantile(min(max(probability, Self.least), 1.0.nextDown)))
    }

    /// Of the middle of cell `index` of `count` with equal probabilities.
    func value(ofCell index: Int, of count: Int) -> Double {
        decodable(family.quantile((Double(index) + 0.5) / Double(count)))
    }
}
