import Compute

/// Stochastic gradient descent with Polyak's momentum; 0 is plain descent.
package struct Momentum: Optimizer {
    package let momentum: Double
    package let hasSecondMoment = false

    package func step(_ step: Int, rate: Double, decay: Double) -> OptimizerStep {
        .momentum(rate: rate, momentum: momentum, decay: decay)
    }
}
