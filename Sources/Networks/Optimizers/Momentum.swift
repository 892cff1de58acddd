import Compute

/// Stochastic gradient descent with Polyak's momentum: v ← momentum · v + g, θ ← θ − rate · v; 0 is plain descent.
package struct Momentum: Optimizer {
    package let kernel = OptimizerKernel(named: "momentum")
    let momentum: Double

    package init(momentum: Double) { self.momentum = momentum }

    package func step(_ number: Int, rate: Double, decay: Double) -> OptimizerStep {
        OptimizerStep(kernel, rate: rate, decay: decay, constants: [momentum])
    }
}
