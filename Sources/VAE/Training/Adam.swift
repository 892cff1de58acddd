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
    private let firstMoment: Buffer<Float>
    private let secondMoment: Buffer<Float>

    init(count: Int, epsilon: Double) {
        self.epsilon = epsilon
        firstMoment = Buffer(count: count)
        secondMoment = Buffer(count: count)
    }

    func step(
        _ step: Int, range: Range<Int>, rate: Double, decay: Double, gradient: Buffer<Float>,
        parameters: Buffer<Float>
    ) {
        let correction1 = 1 - pow(beta1, Double(step))
        let correction2 = (1 - pow(beta2, Double(step))).squareRoot()
        stepAdam(
            rate: rate * correction2 / correction1, beta1: beta1, beta2: beta2,
            epsilon: epsilon * correction2, decay: decay,
            gradient: UnsafeBufferPointer(rebasing: gradient.elements[range]),
            parameters: parameters.base + range.lowerBound,
            firstMoment: firstMoment.base + range.lowerBound,
            secondMoment: secondMoment.base + range.lowerBound)
    }
}
