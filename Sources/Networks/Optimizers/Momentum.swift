import Compute

/// Stochastic gradient descent with Polyak's momentum: v ← momentum · v + g, θ ← θ − rate · v; 0 is plain descent.
public struct Momentum: Optimizer {
    public let kernel = OptimizerKernel(named: "momentum")
    let momentum: Double

    public init(momentum: Double) { self.momentum = momentum }

    public func step(_ number: Int, rate: Double, decay: Double) -> OptimizerStep {
        OptimizerStep(kernel, rate: rate, decay: decay, constants: [momentum])
    }
}
