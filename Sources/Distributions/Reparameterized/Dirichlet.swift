import CLibrary

/// The Dirichlet distribution of K ≥ 2 concentrations α: p(z) = Π zₖ^{αₖ−1} / B(α) on the simplex, with respect to the
/// first K − 1 numbers; B(α) = Π Γ(αₖ) / Γ(Σ α).
///
/// g(ε)ₖ = xₖ / Σ x of ``Gamma`` draws xₖ of shape αₖ, ε of K numbers ~ U(0, 1), with the logarithms of x carried; mean
/// α / Σ α; entropy log B(α) + (Σ α − K) ψ(Σ α) − Σ (αₖ − 1) ψ(αₖ).
public struct Dirichlet: ReparameterizedDistribution {
    public static let name = "dirichlet"
    public static let approach = ReparameterizationApproach.composition
    public static let parameters = [DistributionParameter("concentrations", .positive, isVector: true)]
    public static let supportText = "z > 0, sum 1"

    public let concentrations: [Double]
    private let gammas: [Gamma]
    private let sum: Double
    private let logNormalizer: Double

    public init(_ values: [Double]) throws(DistributionParameter.Invalid) {
        guard values.count >= 2 else {
            throw .init(description: "concentrations: found \(values.count), expected 2 or more")
        }
        let domain = DistributionParameter.Domain.positive
        for value in values where !domain.contains(value) {
            throw .init("concentrations", value, expected: domain.expectation)
        }
        concentrations = values
        gammas = values.map { Gamma(shape: $0, rate: 1) }
        sum = values.reduce(0, +)
        // B(α) is a product of Beta functions of each α and the sum of those before it.
        var (logNormalizer, partial) = (0.0, values[0])
        for value in values.dropFirst() {
            logNormalizer += logBeta(partial, value)
            partial += value
        }
        self.logNormalizer = logNormalizer
    }

    public var dimension: Int { concentrations.count }
    public var noise: NoiseKind { .uniform }
    public var noiseCount: Int { dimension }
    public var support: DistributionSupport { .simplex }

    /// log g(ε), which holds where numbers of g(ε) underflow.
    public func logDraw(_ noise: [Double]) -> [Double] { normalized(logGammas(noise)) }

    public func draw(_ noise: [Double]) -> [Double] { logDraw(noise).map(representableExp) }

    public func drawGradient(_ noise: [Double]) -> [[Double]] {
        let logs = logGammas(noise)
        let z = normalized(logs).map(exp)
        let slopes = zip(gammas, logs).map { gamma, log in gamma.shapeSlope(log) }
        return z.indices.map { k in
            z.indices.map { j in boundedProduct(z[k] * (k == j ? 1 - z[k] : -z[j]), slopes[j]) }
        }
    }

    /// Numbers that sum to 1 within `tolerance` are taken to lie on the simplex.
    public func logDensity(_ z: [Double]) -> Double {
        guard contains(z) else { return -.infinity }
        return zip(concentrations, z).reduce(-logNormalizer) { $0 + ($1.0 - 1) * log($1.1) }
    }

    /// With respect to z, of the formula as a function of K free numbers.
    public func logDensityGradient(_ z: [Double]) -> (z: [Double], parameters: [Double]) {
        guard contains(z) else {
            let zeros = [Double](repeating: 0, count: dimension)
            return (zeros, zeros)
        }
        return (
            zip(concentrations, z).map { ($0 - 1) / $1 },
            zip(concentrations, z).map { log($1) + digammaIncrease($0, sum - $0) }
        )
    }

    public var mean: [Double]? { concentrations.map { $0 / sum } }

    public var entropy: Double {
        let count = Double(dimension)
        return concentrations.reduce(logNormalizer + (sum - count) * digamma(sum)) {
            $0 - ($1 - 1) * digamma($1)
        }
    }

    /// Of the sum of z: that of float32 rounding.
    public static let tolerance = 1e-5

    private func contains(_ z: [Double]) -> Bool {
        z.allSatisfy { $0 > 0 } && abs(z.reduce(-1, +)) <= Self.tolerance
    }

    private func logGammas(_ noise: [Double]) -> [Double] { zip(gammas, noise).map { $0.logDraw($1) } }

    private func normalized(_ logs: [Double]) -> [Double] {
        let top = logs.max()!
        let logSum = top + log(logs.reduce(0) { $0 + exp($1 - top) })
        return logs.map { $0 - logSum }
    }
}
