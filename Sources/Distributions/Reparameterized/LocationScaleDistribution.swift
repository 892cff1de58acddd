import CLibrary

/// A family of real numbers z = μ + s y, where y is of the family's standard member, whose formulas are all that it needs.
public protocol LocationScaleDistribution: ScalarDistribution {
    /// μ.
    var location: Double { get }
    /// s.
    var scale: Double { get }

    /// - Precondition: a scale above 0.
    init(location: Double, scale: Double)

    /// y = g(ε).
    static func standardDraw(_ noise: Double) -> Double

    /// log p(y), and d log p(y) / dy.
    static func standardLogDensity(_ y: Double) -> Double
    static func standardSlope(_ y: Double) -> Double

    /// P(Y ≤ y), and 1 − that, exact where it is small.
    static func standardCumulative(_ y: Double) -> Double
    static func standardSurvival(_ y: Double) -> Double

    static func standardQuantile(_ p: Double) -> Double

    /// E[y]; nil where there is none.
    static var standardMean: Double? { get }
    static var standardEntropy: Double { get }
}

extension LocationScaleDistribution {
    public static var parameters: [DistributionParameter] {
        [DistributionParameter("location", .real), DistributionParameter("scale", .positive)]
    }

    public static var supportText: String { "real" }

    public init(valid values: Derivatives) {
        self.init(location: values[0], scale: values[1])
    }

    public var support: DistributionSupport { .real }

    public static func standardDraw(_ noise: Double) -> Double { standardQuantile(UniformNoise(noise).value) }

    public func draw(core noise: Double) -> Double { location + scale * Self.standardDraw(noise) }

    public func drawGradient(core noise: Double) -> Derivatives {
        derivatives(1, Self.standardDraw(noise))
    }

    public func logDensity(_ z: Double) -> Double {
        z.isFinite ? Self.standardLogDensity(standardized(z)) - log(scale) : -.infinity
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        // Products with a slope of 0 stay numbers.
        let y = min(max(standardized(z), -1e300), 1e300)
        let slope = Self.standardSlope(y)
        return (slope / scale, derivatives(-slope / scale, -(1 + y * slope) / scale))
    }

    public func cumulative(_ z: Double) -> Double { Self.standardCumulative(standardized(z)) }

    public func survival(_ z: Double) -> Double { Self.standardSurvival(standardized(z)) }

    public func quantile(_ p: Double) -> Double { location + scale * Self.standardQuantile(p) }

    public var expectation: Double? { Self.standardMean.map { location + scale * $0 } }

    public var entropy: Double { log(scale) + Self.standardEntropy }

    private func standardized(_ z: Double) -> Double { (z - location) / scale }
}
