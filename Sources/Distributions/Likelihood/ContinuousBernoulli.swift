import Compute

/// log p(x|z) = Σ x o − log((eᵒ − 1) / o) on [0, 1], o the output of the decoder.
///
/// The Bernoulli's formula for grey values with the normalising constant that it lacks
/// (Loaiza-Ganem & Cunningham 2019), in natural parameters.
public struct ContinuousBernoulli: Likelihood {
    public let kernel = LikelihoodKernel(named: "continuous_bernoulli")

    public init() {}

    public var noise: NoiseKind { .uniform }

    /// An approximation that is exact at ½ and has the right sign everywhere: a start, not an inverse.
    public func outputs(forMean mean: Double, variance: Double) -> [Double] { [2 * logit(mean)] }
}
