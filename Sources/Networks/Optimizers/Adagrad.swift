import Compute

/// Adagrad (Duchi, Hazan & Singer 2011), the paper's optimiser: s ← s + g², θ ← θ − rate · g / (√s + ε).
public struct Adagrad: Optimizer {
    public let kernel = OptimizerKernel(named: "adagrad")
    let epsilon: Double

    public init(epsilon: Double) { self.epsilon = epsilon }

    public func step(_ number: Int, rate: Double, decay: Double) -> OptimizerStep {
        OptimizerStep(kernel, rate: rate, decay: decay, constants: [epsilon])
    }
}
