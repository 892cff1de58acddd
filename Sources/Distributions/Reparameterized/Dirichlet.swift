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
    fileprivate let gammas: [Gamma]
    fileprivate let sum: Double
    let logNormalizer: Double

    public init(_ values: [Double]) throws(DistributionParameter.Invalid) {
        guard values.count >= 2 else {
            throw .init(description: "concentrations: found \(values.count), expected 2 or more")
        }
        let domain = DistributionParameter.Domain.positive
        for value in values where !domain.contains(value) {
            throw .init("concentrations", value, expected: domain.expectation)
        }
        self.init(concentrations: values)
    }

    /// - Precondition: two or more, all above 0.
    init(concentrations values: [Double]) {
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
    public var noiseCount: Int { dimension }
    public var support: DistributionSupport { .simplex }

    /// log g(ε), which holds where numbers of g(ε) underflow.
    public func logDraw(_ noise: [Double]) -> [Double] { Self.normalized(logGammas(noise)) }

    public func draw(_ noise: [Double]) -> [Double] { logDraw(noise).map(representableExp) }

    public func drawGradient(_ noise: [Double]) -> [[Double]] {
        let logs = logGammas(noise)
        let z = Self.normalized(logs).map(exp)
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

    /// Logarithms of the Gamma draws.
    func logGammas(_ noise: [Double]) -> [Double] { zip(gammas, noise).map { $0.logDraw($1) } }

    /// Logarithms of numbers divided by their sum.
    static func normalized(_ logs: [Double]) -> [Double] {
        let top = logs.max()!
        let logSum = top + log(logs.reduce(0) { $0 + exp($1 - top) })
        return logs.map { $0 - logSum }
    }
}

extension Dirichlet: LatentRows, LatentPrior {
    public static var outputCount: Int { 1 }
    public static var isProduct: Bool { false }
    public static func noiseCount(latent: Int) -> Int { latent }
    public static func reach(within region: DistributionSupport) -> DistributionSupport { .simplex }
    public static var standardParameters: [Double] { [1] }
    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .bounded) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .bounded) }

    private static func member(_ row: LatentRow) -> (distribution: Dirichlet, slopes: [Double]) {
        let concentrations = (0..<row.latent).map {
            boundedExp(row.outputs($0, count: 1).0, LatentBounds.shape)
        }
        return (
            Dirichlet(concentrations: concentrations.map(\.value)), concentrations.map { $0.slopes[0] }
        )
    }

    /// Cores are the logarithms of the Gamma draws.
    public static func draw(_ row: LatentRow, _ context: PriorContext) {
        let q = member(row).distribution
        for l in 0..<row.draws {
            for j in 0..<row.latent {
                row.cores[l * row.latent + j] = q.gammas[j].core(row.cores[l * row.latent + j])
            }
        }
        place(row, context)
    }

    public static func place(_ row: LatentRow, _ context: PriorContext) {
        for l in 0..<row.draws {
            for (j, log) in normalized(row.cores(ofDraw: l)).enumerated() {
                row.points[l * row.latent + j] = SupportPoint(representableExp(log))
            }
        }
    }

    public static func addLogDensities(
        _ row: LatentRow, _ context: PriorContext, to sums: UnsafeMutablePointer<Double>
    ) {
        let q = member(row).distribution
        for l in 0..<row.draws { sums[l] += q.logDensity(row.points(ofDraw: l)) }
    }

    public static func addScoreGradient(
        _ row: LatentRow, _ context: PriorContext, weights: UnsafePointer<Double>,
        to gradient: UnsafeMutablePointer<Double>
    ) {
        let (q, slopes) = member(row)
        for l in 0..<row.draws {
            let found = q.logDensityGradient(row.points(ofDraw: l).map(\.z)).parameters
            for j in 0..<row.latent { gradient[j] += weights[l] * found[j] * slopes[j] }
        }
    }

    public static func addGradient(
        _ row: LatentRow, _ context: PriorContext, latentGradient: UnsafePointer<Double>,
        ratio: RatioGradient?, to gradient: UnsafeMutablePointer<Double>
    ) {
        let (q, slopes) = member(row)
        let indices = 0..<row.latent
        for l in 0..<row.draws {
            let z = normalized(row.cores(ofDraw: l)).map(representableExp)
            let found = ratio.map { _ in q.logDensityGradient(z) }
            // z ∘ ∂/∂z.
            let pulls = indices.map { j in
                var slope = latentGradient[l * row.latent + j]
                if let ratio, let found {
                    slope = ratio.slope(slope, found.z[j], draw: l, index: l * row.latent + j)
                }
                return z[j] * slope
            }
            let total = pulls.reduce(0, +)
            let own = ratio?.ownWeight(l) ?? 0
            for j in indices {
                let ofDraw = boundedProduct(
                    pulls[j] - z[j] * total, q.gammas[j].shapeSlope(row.cores[l * row.latent + j]))
                gradient[j] += (ofDraw + own * (found?.parameters[j] ?? 0)) * slopes[j]
            }
        }
    }

    public static func writeParameters(_ row: LatentRow, _ context: PriorContext) {
        for (j, concentration) in member(row).distribution.concentrations.enumerated() {
            row.outputs[j] = concentration
        }
    }

    public static func writeCenters(_ row: LatentRow, _ context: PriorContext) {
        let q = member(row).distribution
        for (j, concentration) in q.concentrations.enumerated() { row.outputs[j] = concentration / q.sum }
    }

    public static func hasClosedDivergence(from prior: FamilyPrior) -> Bool { prior.density is Dirichlet }

    /// With a prior of concentrations β: log B(β) − log B(α) + Σ (αₖ − βₖ) (ψ(αₖ) − ψ(Σ α)).
    public static func divergence(
        _ row: LatentRow, from prior: FamilyPrior, weight: Double, gradient: UnsafeMutablePointer<Double>?
    ) -> Double? {
        guard let prior = prior.density as? Dirichlet else { return nil }
        let (q, slopes) = member(row)
        let differences = zip(q.concentrations, prior.concentrations).map { $0 - $1 }
        var sum = prior.logNormalizer - q.logNormalizer
        for (alpha, difference) in zip(q.concentrations, differences) {
            sum -= difference * digammaIncrease(alpha, q.sum - alpha)
        }
        guard let gradient else { return sum }
        let common = trigamma(q.sum) * differences.reduce(0, +)
        for (j, alpha) in q.concentrations.enumerated() {
            gradient[j] += weight * (differences[j] * trigamma(alpha) - common) * slopes[j]
        }
        return sum
    }
}
