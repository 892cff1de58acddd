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
        degrees = values[0]
        locations = Array(values[1...dimension])
        scales = Array(values[(dimension + 1)...])
        let half = Double(dimension) / 2
        logNormalizer =
            scales.reduce(logBeta(degrees / 2, half) - lgamma(half) + half * log(.pi * degrees)) {
                $0 + log($1)
            }
    }

    public var dimension: Int { locations.count }
    public var noise: NoiseKind { .normal }
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
    private func radius(_ noise: [Double]) -> (value: Double, logSlope: Double) {
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
        let norm = t.reduce(0) { hypot($0, $1) } / degrees.squareRoot()
        // The square overflows before its logarithm does.
        return norm > 1e8 ? 2 * log(norm) : log1p(norm * norm)
    }
}
