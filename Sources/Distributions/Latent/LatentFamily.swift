import CLibrary

/// A scalar family that latent dimensions can have: as posterior q(z|x), θ being functions of an encoder's outputs, and
/// as prior p(z), θ being constants.
public protocol LatentFamily: ScalarDistribution, LatentRows, LatentPrior {
    /// θ as smooth functions of the outputs, bounded but for locations; that of the prior, or near it, at outputs of 0.
    static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters

    /// ∂z/∂θ of the parameters that outputs give.
    func learnedGradient(core: Double) -> Derivatives

    /// E[T(z)] with its derivatives; nil where there is no closed form.
    static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual?

    /// The derivatives of the entropy with respect to θ; nil where none are known.
    var entropySlopes: Derivatives? { get }

    /// log p(z) as a sum of statistics; nil where it is none.
    var logDensityTerms: LatentTerms? { get }
}

/// An encoder's outputs for one dimension, and θ that it gives.
public typealias LatentOutputs = (Dual, Dual, Dual)
public typealias LatentParameters = (Dual, Dual, Dual)

/// Functions of z whose expectations are known for many families.
public enum LatentStatistic: Equatable, Sendable {
    /// z, z² and |z|.
    case value, square, magnitude
    /// log z, log² z and log(1 − z).
    case logarithm, squaredLogarithm, complementLogarithm
    /// z^k.
    case power(Double)
    /// e^{cz}.
    case exponential(Double)
}

/// log p(z) = constant + Σ weight · T(z), of weights other than 0.
public struct LatentTerms: Sendable {
    public let constant: Double
    public let terms: [(weight: Double, statistic: LatentStatistic)]

    /// Fails where a number overflows.
    public init?(_ constant: Double, _ terms: (Double, LatentStatistic)...) {
        guard constant.isFinite, terms.allSatisfy({ $0.0.isFinite }) else { return nil }
        self.constant = constant
        self.terms = terms.filter { $0.0 != 0 }.map { (weight: $0.0, statistic: $0.1) }
    }
}

/// How a density falls towards an end of its support, for any θ that an encoder can give.
public enum TailDecay: Equatable, Sendable {
    /// It ends at a number.
    case bounded
    /// E[e^{c|z|}] is finite for any c.
    case exponentialMoments
    /// E[|z|^k] is finite for any k below this.
    case moments(below: Double)
}

/// How −log p(z) grows towards an end of the support.
public enum TailGrowth: Equatable, Sendable {
    /// The support ends at a number; it grows there as a power of the logarithm of the distance at most.
    case bounded
    /// As powers of log |z|.
    case logarithmic
    /// As |z|^k.
    case power(Double)
    /// As e^{c|z|}.
    case exponential

    /// Whether its expectation is finite under densities that fall like this.
    func hasExpectation(under decay: TailDecay) -> Bool {
        switch (self, decay) {
        case (.bounded, _), (.logarithmic, _), (_, .bounded), (_, .exponentialMoments): true
        case (.power(let k), .moments(let bound)): k < bound
        case (.exponential, .moments): false
        }
    }
}

extension LatentFamily {
    public static var outputCount: Int { parameters.count }

    public func learnedGradient(core: Double) -> Derivatives { drawGradient(core: core) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? { nil }
    public var entropySlopes: Derivatives? { nil }
    public var logDensityTerms: LatentTerms? { nil }

    /// KL(q ‖ p) = −H(q) − E_q[log p(z)] of q with `theta` and a prior of these terms.
    static func divergence(_ theta: LatentParameters, from prior: LatentTerms) -> Dual? {
        let q = Self(valid: derivatives(theta.0.value, theta.1.value, theta.2.value))
        guard let slopes = q.entropySlopes else { return nil }
        var divergence = -Dual(
            q.entropy,
            slopes[0] * theta.0.slopes + slopes[1] * theta.1.slopes + slopes[2] * theta.2.slopes)
        divergence.value -= prior.constant
        for (weight, statistic) in prior.terms {
            guard let expectation = expectation(of: statistic, theta) else { return nil }
            divergence = divergence - weight * expectation
        }
        return divergence
    }
}

extension LatentFamily where Self: LocationScaleDistribution {
    public static var standardParameters: [Double] { [0, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        (context.location(outputs.0), context.scale(outputs.1), outputs.2)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport { .real }

    public var entropySlopes: Derivatives? { derivatives(0, 1 / scale) }
}

/// Bounds of parameters in a model.
enum LatentBounds {
    /// Of scales and rates.
    static let scale = ExponentialRange(exp(-10.0)...exp(10.0))
    /// Of shapes, below which draws of float32 would all be 0.
    static let shape = ExponentialRange(0.05...1000)
    /// Of twice such shapes.
    static let degrees = ExponentialRange(0.1...2000)
    /// Of shapes of polynomial tails, below which most draws would be larger than float32 tells.
    static let tailShape = ExponentialRange(0.1...1000)
    /// Of means of logarithms.
    static let logarithm = 10.0
    static let logDeviation = ExponentialRange(exp(-10.0)...exp(2.0))
}
