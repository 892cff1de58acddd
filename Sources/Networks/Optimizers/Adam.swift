import CLibrary
import Compute

/// Adam with β₁ = 0.9 and β₂ = 0.999 (Kingma & Ba 2015); ε means what it means in PyTorch.
package struct Adam: Optimizer {
    package let epsilon: Double
    package let beta1 = 0.9
    package let beta2 = 0.999
    package let hasSecondMoment = true

    package func step(_ step: Int, rate: Double, decay: Double) -> OptimizerStep {
        let correction1 = 1 - pow(beta1, Double(step))
        let correction2 = (1 - pow(beta2, Double(step))).squareRoot()
        return .adam(
            rate: rate * correction2 / correction1, beta1: beta1, beta2: beta2,
            epsilon: epsilon * correction2, decay: decay)
    }
}
