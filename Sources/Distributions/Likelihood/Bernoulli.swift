import Compute

/// log p(x|z) = Σ x log y + (1 − x) log(1 − y), y = sigmoid(output) (Kingma & Welling 2014, appendix C.1).
///
/// Computed from logits. Grey values x in [0, 1] are allowed, as the paper's MNIST experiments do.
package struct Bernoulli: Likelihood {
    package let kernel = LikelihoodKernel(named: "bernoulli")

    package init() {}

    package var noise: NoiseKind { .uniform }

    package func output(forMean mean: Double) -> Double { logit(mean) }
}
