import CLibrary
import Compute

/// log p(x|z) = Σ x o − log((eᵒ − 1) / o) on [0, 1], o the output of the decoder.
///
/// The Bernoulli's formula for grey values with the normalising constant that it lacks
/// (Loaiza-Ganem & Cunningham 2019), in natural parameters.
public struct ContinuousBernoulli: UniformLikelihood {
    public let kernel = LikelihoodKernel(named: "continuous_bernoulli")

    public init() {}

    public var noise: NoiseKind { .uniform }

    /// An approximation that is exact at ½ and has the right sign everywhere: a start, not an inverse.
    public func outputs(forMean mean: Double, variance: Double) -> [Double] { [2 * logit(mean)] }

    /// 1 / o² − 1 / (4 sinh²(o / 2)), the second derivative of log((eᵒ − 1) / o).
    public func variance(_ parameters: [Double]) -> Double {
        let output = parameters[0]
        let o = abs(output)
        // Beyond the first term of the series there is rounding.
        guard o > 0.02 else { return 1.0 / 12 - o * o / 240 }
        let e = exp(-o)
        return 1 / (o * o) - e / ((1 - e) * (1 - e))
    }
}
