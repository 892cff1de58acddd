import Compute

/// Adagrad (Duchi, Hazan & Singer 2011), the paper's optimiser.
package struct Adagrad: Optimizer {
    package let epsilon: Double
    package let hasSecondMoment = false

    package func step(_ step: Int, rate: Double, decay: Double) -> OptimizerStep {
        .adagrad(rate: rate, epsilon: epsilon, decay: decay)
    }
}
