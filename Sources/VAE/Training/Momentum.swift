import Compute

/// Stochastic gradient descent with Polyak's momentum; 0 is plain descent.
struct Momentum: Optimizer {
    let momentum: Double
    let hasSecondMoment = false

    func step(_ step: Int, rate: Double, decay: Double) -> OptimizerStep {
        .momentum(rate: rate, momentum: momentum, decay: decay)
    }
}
