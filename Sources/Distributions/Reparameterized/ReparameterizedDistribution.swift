/// A distribution whose draws are z = g(ε): a smooth function of its parameters θ and of noise ε that does not depend on
/// them (Kingma & Welling 2014, section 2.4).
///
/// Everything is in double precision, and densities are in nats.
public protocol ReparameterizedDistribution: Sendable {
    /// Its name on command lines and in files.
    static var name: String { get }

    /// By which of the paper's three ways draws are made.
    static var approach: ReparameterizationApproach { get }

    /// θ, in order. Where ``DistributionParameter/isVector`` is true of one, it takes any number of values.
    static var parameters: [DistributionParameter] { get }

    /// Where draws lie, as tables tell it.
    static var supportText: String { get }

    /// - Throws: where a value of θ lies outside its domain.
    /// - Precondition: there are as many values as ``parameters`` takes.
    init(_ values: [Double]) throws(DistributionParameter.Invalid)

    /// K, the numbers of one draw.
    var dimension: Int { get }

    /// What each number of ε is, and how many there are.
    var noise: NoiseKind { get }
    var noiseCount: Int { get }

    /// Where each number of a draw lies.
    var support: DistributionSupport { get }

    /// z = g(ε), K numbers of `noiseCount`.
    func draw(_ noise: [Double]) -> [Double]

    /// ∂z/∂θ of that draw with ε held fixed: K rows of as many numbers as θ has.
    func drawGradient(_ noise: [Double]) -> [[Double]]

    /// log p(z); −∞ outside the support.
    func logDensity(_ z: [Double]) -> Double

    /// The gradient of log p(z) with respect to z, K numbers, and to θ.
    func logDensityGradient(_ z: [Double]) -> (z: [Double], parameters: [Double])

    /// The mean of each number; nil where there is none.
    var mean: [Double]? { get }

    /// −E[log p(z)].
    var entropy: Double { get }
}

/// One of numbers, not of vectors.
public protocol UnivariateDistribution: ReparameterizedDistribution {
    /// F(z) = P(Z ≤ z).
    func cumulative(_ z: Double) -> Double

    /// 1 − F(z), exact where that is small.
    func survival(_ z: Double) -> Double

    /// F⁻¹(p), p in (0, 1).
    func quantile(_ p: Double) -> Double
}

extension UnivariateDistribution {
    public var dimension: Int { 1 }
    public var noiseCount: Int { 1 }
    public var median: Double { quantile(0.5) }
}

/// Section 2.4 of the paper names three ways.
public enum ReparameterizationApproach: String, CaseIterable, Sendable {
    /// z = F⁻¹(ε), ε ~ U(0, 1).
    case inverseCDF = "inverse CDF"
    /// z = location + scale · ε, ε of the standard member of the family.
    case locationScale = "location-scale"
    /// z is a function of draws of other families.
    case composition
}

/// One number of θ, or some of one kind.
public struct DistributionParameter: Sendable {
    public let name: String
    public let domain: Domain
    public let isVector: Bool

    public init(_ name: String, _ domain: Domain, isVector: Bool = false) {
        (self.name, self.domain, self.isVector) = (name, domain, isVector)
    }

    public enum Domain: String, Sendable {
        case real
        case positive
        /// 1, 2, 3, …
        case count

        public func contains(_ value: Double) -> Bool {
            switch self {
            case .real: value.isFinite
            case .positive: value > 0 && value.isFinite
            case .count: value >= 1 && value <= 1e9 && value == value.rounded()
            }
        }
    }

    /// A value outside the domain, or values that do not go together.
    public struct Invalid: Error, CustomStringConvertible {
        public let description: String

        public init(description: String) { self.description = description }
    }
}

/// Where draws lie.
public enum DistributionSupport: Equatable, Sendable {
    case real
    /// From a number on, upwards.
    case above(Double)
    case interval(Double, Double)
    /// K numbers above 0 whose sum is 1.
    case simplex
}
