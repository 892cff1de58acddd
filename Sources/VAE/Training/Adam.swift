import Compute

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Adam with β₁ = 0.9 and β₂ = 0.999 (Kingma & Ba 2015); ε means what it means in PyTorch.
struct Adam: Optimizer {
    let epsilon: Double
    let beta1 = 0.9
    let beta2 = 0.999
    let hasSecondMoment = true

    func step(_ step: Int, rate: Double, decay: Double) -> OptimizerStep {
        let correction1 = 1 - pow(beta1, Double(step))
        let correction2 = (1 - pow(beta2, Double(step))).squareRoot()
        return .adam(
            rate: rate * correction2 / correction1, beta1: beta1, beta2: beta2,
            epsilon: epsilon * correction2, decay: decay)
    }
}
