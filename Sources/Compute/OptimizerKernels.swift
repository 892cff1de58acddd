import CKernels

/// One step of Adam (Kingma & Ba 2015) over a run of parameters, down gradient + decay · θ.
///
/// θ ← θ − rate · m / (√v + ε), with the bias corrections of m and v folded into `rate` and `epsilon`:
/// rate = α √(1 − β₂ᵗ) / (1 − β₁ᵗ) and epsilon = ε √(1 − β₂ᵗ).
public func stepAdam<S: Real>(
    rate: Double, beta1: Double, beta2: Double, epsilon: Double, decay: Double,
    gradient: UnsafeBufferPointer<S>, parameters: UnsafeMutablePointer<S>,
    firstMoment: UnsafeMutablePointer<S>,
    secondMoment: UnsafeMutablePointer<S>
) {
    let options = vae_adam(rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon)
    S.kernels.adam(
        gradient.count, options, decay, gradient.baseAddress, parameters, firstMoment, secondMoment)
}

/// One step of Adagrad (Duchi, Hazan & Singer 2011): s ← s + g², θ ← θ − rate · g / (√s + ε).
public func stepAdagrad<S: Real>(
    rate: Double, epsilon: Double, decay: Double, gradient: UnsafeBufferPointer<S>,
    parameters: UnsafeMutablePointer<S>, squares: UnsafeMutablePointer<S>
) {
    S.kernels.adagrad(gradient.count, rate, epsilon, decay, gradient.baseAddress, parameters, squares)
}

/// One step of gradient descent with momentum: v ← momentum · v + g, θ ← θ − rate · v.
public func stepMomentum<S: Real>(
    rate: Double, momentum: Double, decay: Double, gradient: UnsafeBufferPointer<S>,
    parameters: UnsafeMutablePointer<S>, velocity: UnsafeMutablePointer<S>
) {
    S.kernels.momentum(gradient.count, rate, momentum, decay, gradient.baseAddress, parameters, velocity)
}

/// Σ xᵢ², summed in double.
public func sumOfSquares<S: Real>(_ x: UnsafeMutableBufferPointer<S>) -> Double {
    S.kernels.sum_of_squares(x.count, x.baseAddress)
}

/// x ← factor · x.
public func multiply<S: Real>(_ x: UnsafeMutableBufferPointer<S>, by factor: Double) {
    S.kernels.scale(x.count, factor, x.baseAddress)
}
