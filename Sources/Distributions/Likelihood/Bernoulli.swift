import CLibrary
import Compute

/// log p(x|z) = Σ x log y + (1 − x) log(1 − y), y = sigmoid(output) (Kingma & Welling 2014, appendix C.1).
///
/// Computed from logits. Grey values x in [0, 1] are allowed, as the paper's MNIST experiments do.
public struct Bernoulli: UniformLikelihood {
    public let kernel = LikelihoodKernel(named: "bernoulli")

    public init() {}

    public var noise: NoiseKind { .uniform }

    public func outputs(forMean mean: Double, variance: Double) -> [Double] { [logit(mean)] }

    /// y (1 − y), y = sigmoid(o).
    public func variance(_ parameters: [Double]) -> Double {
        let output = parameters[0]
        let y = exp(-abs(output))
        return y / ((1 + y) * (1 + y))
    }
}
