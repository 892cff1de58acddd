import Compute

/// Adagrad (Duchi, Hazan & Singer 2011), the paper's optimiser.
struct Adagrad: Optimizer {
    let epsilon: Double
    let hasSecondMoment = false

    func step(_ step: Int, rate: Double, decay: Double) -> OptimizerStep {
        .adagrad(rate: rate, epsilon: epsilon, decay: decay)
    }
}
