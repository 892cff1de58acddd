import CLibrary
import Compute

/// log p(x|z) = Σ x log y + (1 − x) log(1 − y), y = sigmoid(output) (Kingma & Welling 2014, appendix C.1).
///
/// Computed from logits. Grey values x in [0, 1] are allowed, as the paper's MNIST experiments do.
public struct Bernoulli: Likelihood {
    public let kernel = LikelihoodKernel(named: "bernoulli")

    public init() {}

    public var noise: NoiseKind { .uniform }

    public func outputs(forMean mean: Double, variance: Double) -> [Double] { [logit(mean)] }

    /// y (1 − y), y = sigmoid(o).
    public func variance(_ output: Double, _: Double) -> Double {
        let y = exp(-abs(output))
        return y / ((1 + y) * (1 + y))
    }
}
