import CLibrary
import Compute

/// Adam with β₁ = 0.9 and β₂ = 0.999 (Kingma & Ba 2015): θ ← θ − rate · m / (√v + ε), with the bias corrections of m and v
/// folded into rate = α √(1 − β₂ᵗ) / (1 − β₁ᵗ) and ε = ε′ √(1 − β₂ᵗ); ε′ means what it means in PyTorch.
public struct Adam: Optimizer {
    public let kernel = OptimizerKernel(named: "adam")
    let epsilon: Double
    private let beta1 = 0.9
    private let beta2 = 0.999

    public init(epsilon: Double) { self.epsilon = epsilon }

    public func step(_ number: Int, rate: Double, decay: Double) -> OptimizerStep {
        let correction1 = 1 - pow(beta1, Double(number))
        let correction2 = (1 - pow(beta2, Double(number))).squareRoot()
        return OptimizerStep(
            kernel, rate: rate * correction2 / correction1, decay: decay,
            constants: [beta1, beta2, epsilon * correction2])
    }
}
