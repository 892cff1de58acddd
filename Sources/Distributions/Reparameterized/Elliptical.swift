import CLibrary

/// An elliptical distribution that is not a product of its dimensions: the multivariate Student's t of ν degrees of
/// freedom with K locations μ and K scales σ,
/// p(z) = Γ((ν + K)/2) / (Γ(ν/2) (νπ)^{K/2} Π σₖ) · (1 + Σ tₖ²/ν)^{−(ν+K)/2}, tₖ = (zₖ − μₖ) / σₖ.
///
/// Parameters are ν, then μ₁ … μ_K, then σ₁ … σ_K. g(ε)ₖ = μₖ + σₖ εₖ √(ν / c) with ε of K + 1 standard normals and one
/// c for all dimensions, a ``ChiSquared`` draw of ν degrees by its quantile at Φ(ε_{K+1}). Mean μ where ν > 1; entropy
/// (ν + K)/2 · [ψ((ν + K)/2) − ψ(ν/2)] − log p(μ).
public struct Elliptical: ReparameterizedDistribution {
    public static let name = "elliptical"
    public static let approach = ReparameterizationApproach.locationScale
    public static let parameters = [
        DistributionParameter("degrees", .positive),
        DistributionParameter("locations", .real, isVector: true),
        DistributionParameter("scales", .positive, isVector: true),
    ]
    public static let supportText = "real"

    public let degrees: Double
    public let locations: [Double]
    public let scales: [Double]
    /// −log p(μ).
    private let logNormalizer: Double

    public init(_ values: [Double]) throws(DistributionParameter.Invalid) {
        guard values.count >= 3, values.count % 2 == 1 else {
            throw .init(
                description:
                    "parameters: found \(values.count), expected degrees, then as many locations as scales")
        }
        let dimension = values.count / 2
        for (index, value) in values.enumerated() {
            let parameter = Self.parameters[(index + dimension - 1) / dimension]
            guard parameter.domain.contains(value) else {
                throw .init(parameter.name, value, expected: parameter.domain.expectation)
            }
        }
        self.init(
            degrees: values[0], locations: Array(values[1...dimension]),
            scales: Array(values[(dimension + 1)...]))
    }

    /// - Precondition: as many locations as scales, all in their domains.
    init(degrees: Double, locations: [Double], scales: [Double]) {
        (self.degrees, self.locations, self.scales) = (degrees, locations, scales)
        let half = Double(locations.count) / 2
        logNormalizer =
            scales.reduce(logBeta(degrees / 2, half) - lgamma(half) + half * log(.pi * degrees)) {
                $0 + log($1)
            }
    }

    public var dimension: Int { locations.count }
    public static var noiseKind: NoiseKind { .normal }
    public var noiseCount: Int { dimension + 1 }
    public var support: DistributionSupport { .real }

    public func draw(_ noise: [Double]) -> [Double] {
        let radius = radius(noise)
        return (0..<dimension).map { k in locations[k] + scales[k] * noise[k] * radius.value }
    }

    public func drawGradient(_ noise: [Double]) -> [[Double]] {
        let radius = radius(noise)
        return (0..<dimension).map { k in
            var row = [Double](repeating: 0, count: 1 + 2 * dimension)
            let t = noise[k] * radius.value
            row[0] = boundedProduct(scales[k] * t, radius.logSlope)
            row[1 + k] = 1
            row[1 + dimension + k] = t
            return row
        }
    }

    public func logDensity(_ z: [Double]) -> Double {
        -logNormalizer - (degrees + Double(dimension)) / 2 * logGrowth(standardized(z))
    }

    public func logDensityGradient(_ z: [Double]) -> (z: [Double], parameters: [Double]) {
        let (t, count) = (standardized(z), Double(dimension))
        // Shares of tₖ² in ν + Σ t².
        let root = exp(logGrowth(t) / 2) * degrees.squareRoot()
        let shares = t.map { ($0 / root) * ($0 / root) }
        let pulls = shares.map { (degrees + count) * $0 }
        let slopes = (0..<dimension).map { k in t[k] == 0 ? 0 : -pulls[k] / t[k] / scales[k] }
        let degreesSlope =
            digammaIncrease(degrees / 2, count / 2) - count / degrees - logGrowth(t)
            + pulls.reduce(0, +) / degrees
        let scaleSlopes = zip(pulls, scales).map { ($0 - 1) / $1 }
        return (slopes, [degreesSlope / 2] + slopes.map { -$0 } + scaleSlopes)
    }

    public var mean: [Double]? { degrees > 1 ? locations : nil }

    public var entropy: Double {
        let half = Double(dimension) / 2
        return (degrees / 2 + half) * digammaIncrease(degrees / 2, half) + logNormalizer
    }

    /// √(ν / c) and the derivative of its logarithm with respect to ν; finite where it overflows.
    fileprivate func radius(_ noise: [Double]) -> (value: Double, logSlope: Double) {
        let deviate = noise[dimension] * 0.5.squareRoot()
        let chiSquared = Gamma(shape: degrees / 2, rate: 0.5)
        let logSquare = chiSquared.logQuantile(erfc(-deviate) / 2, erfc(deviate) / 2)
        let value = min(exp((log(degrees) - logSquare) / 2), 1e150)
        return (value, 0.5 / degrees - chiSquared.shapeSlope(logSquare) / 4)
    }

    private func standardized(_ z: [Double]) -> [Double] {
        (0..<dimension).map { k in (z[k] - locations[k]) / scales[k] }
    }

    /// log(1 + Σ t²/ν).
    private func logGrowth(_ t: [Double]) -> Double {
        let square = t.reduce(0) { $0 + $1 * $1 } / degrees
        if square < 1e16 { return log1p(square) }
        // The square overflows before its logarithm does.
        return 2 * log(t.reduce(0) { hypot($0, $1) }) - log(degrees)
    }
}

extension Elliptical: LatentRows, LatentPrior {
    public static var outputCount: Int { 3 }
    public static var isProduct: Bool { false }
    public static func noiseCount(latent: Int) -> Int { latent + 1 }
    public static func reach(within region: DistributionSupport) -> DistributionSupport { .real }
    public static var standardParameters: [Double] { [5, 0, 1] }

    public static var decay: (lower: TailDecay, upper: TailDecay) {
        (.moments(below: 2.0.nextUp), .moments(below: 2.0.nextUp))
    }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.logarithmic, .logarithmic) }

    /// Locations, scales, and outputs whose mean gives the degrees.
    private static func member(_ row: LatentRow, _ context: PriorContext) -> (
        distribution: Elliptical, scales: [Dual], degrees: Dual
    ) {
        let indices = 0..<row.latent
        let scales = indices.map { context.scale(row.outputs($0, count: 2).1) }
        let mean = indices.reduce(0) { $0 + row.outputs[2 * row.latent + $1] } / Double(row.latent)
        let degrees = 2 + 3 * boundedExp(Dual(mean, variable: 2), LatentBounds.degrees)
        return (
            Elliptical(
                degrees: degrees.value,
                locations: indices.map { context.location(row.outputs($0, count: 2).0).value },
                scales: scales.map(\.value)),
            scales, degrees
        )
    }

    public static func draw(_ row: LatentRow, _ context: PriorContext) { place(row, context) }

    public static func place(_ row: LatentRow, _ context: PriorContext) {
        let q = member(row, context).distribution
        for l in 0..<row.draws {
            for (j, z) in q.draw(row.cores(ofDraw: l)).enumerated() {
                row.points[l * row.latent + j] = SupportPoint(z)
            }
        }
    }

    public static func addLogDensities(
        _ row: LatentRow, _ context: PriorContext, to sums: UnsafeMutablePointer<Double>
    ) {
        let q = member(row, context).distribution
        for l in 0..<row.draws { sums[l] += q.logDensity(row.points(ofDraw: l)) }
    }

    public static func addScoreGradient(
        _ row: LatentRow, _ context: PriorContext, weights: UnsafePointer<Double>,
        to gradient: UnsafeMutablePointer<Double>
    ) {
        let (q, scales, degrees) = member(row, context)
        let (latent, share) = (row.latent, degrees.slopes[2] / Double(row.latent))
        for l in 0..<row.draws {
            let found = q.logDensityGradient(row.points(ofDraw: l).map(\.z)).parameters
            for j in 0..<latent {
                gradient[j] += weights[l] * found[1 + j] * context.scale
                gradient[latent + j] += weights[l] * found[1 + latent + j] * scales[j].slopes[1]
                gradient[2 * latent + j] += weights[l] * found[0] * share
            }
        }
    }

    public static func addGradient(
        _ row: LatentRow, _ context: PriorContext, latentGradient: UnsafePointer<Double>,
        ratio: RatioGradient?, to gradient: UnsafeMutablePointer<Double>
    ) {
        let (q, scales, degrees) = member(row, context)
        let (latent, share) = (row.latent, degrees.slopes[2] / Double(row.latent))
        for l in 0..<row.draws {
            let noise = row.cores(ofDraw: l)
            let radius = q.radius(noise)
            let found = ratio.map { _ in q.logDensityGradient(row.points(ofDraw: l).map(\.z)) }
            let own = ratio?.ownWeight(l) ?? 0
            var degreesSlope = own * (found?.parameters[0] ?? 0)
            for j in 0..<latent {
                var slope = latentGradient[l * latent + j]
                if let ratio, let found {
                    slope = ratio.slope(slope, found.z[j], draw: l, index: l * latent + j)
                }
                let t = noise[j] * radius.value
                let ofParameters = found?.parameters
                gradient[j] += (slope + own * (ofParameters?[1 + j] ?? 0)) * context.scale
                gradient[latent + j] +=
                    (slope * t + own * (ofParameters?[1 + latent + j] ?? 0)) * scales[j].slopes[1]
                degreesSlope += slope * boundedProduct(q.scales[j] * t, radius.logSlope)
            }
            for j in 0..<latent { gradient[2 * latent + j] += share * degreesSlope }
        }
    }

    public static func writeParameters(_ row: LatentRow, _ context: PriorContext) {
        let (q, _, degrees) = member(row, context)
        for j in 0..<row.latent {
            row.outputs[j] = q.locations[j]
            row.outputs[row.latent + j] = q.scales[j]
            row.outputs[2 * row.latent + j] = degrees.value
        }
    }

    public func center(of j: Int) -> Double { locations[j] }

    public static func writeCenters(_ row: LatentRow, _ context: PriorContext) {
        for (j, location) in member(row, context).distribution.locations.enumerated() {
            row.outputs[j] = location
        }
    }

    public static func hasClosedDivergence(from prior: FamilyPrior) -> Bool { false }

    public static func divergence(
        _ row: LatentRow, from prior: FamilyPrior, weight: Double, gradient: UnsafeMutablePointer<Double>?
    ) -> Double? { nil }
}
