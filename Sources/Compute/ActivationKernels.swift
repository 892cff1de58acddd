import CKernels

/// The function between two layers, named as PyTorch names it.
public enum Activation: String, CaseIterable, Codable, Sendable {
    case tanh
    /// max(x, 0)
    case relu
    /// log(1 + eˣ)
    case softplus
    /// x for x ≥ 0, eˣ − 1 below (Clevert, Unterthiner & Hochreiter 2016).
    case elu
    /// x / (1 + e⁻ˣ)
    case silu
    /// x Φ(x), Φ the standard normal distribution function (Hendrycks & Gimpel 2016); not its tanh approximation.
    case gelu

    var kernel: vae_activation {
        switch self {
        case .tanh: VAE_TANH
        case .relu: VAE_RELU
        case .softplus: VAE_SOFTPLUS
        case .elu: VAE_ELU
        case .silu: VAE_SILU
        case .gelu: VAE_GELU
        }
    }
}

/// preactivation += bias, for each row.
public func addBias<S: Real>(_ bias: UnsafePointer<S>, to preactivation: Matrix<S>) {
    S.kernels.bias(preactivation.rows, preactivation.columns, bias, preactivation.base)
}

/// preactivation += bias; output = f(preactivation).
public func activate<S: Real>(
    _ function: Activation, bias: UnsafePointer<S>, _ preactivation: Matrix<S>, into output: Matrix<S>
) {
    precondition(preactivation.rows == output.rows && preactivation.columns == output.columns)
    S.kernels.bias_activation(
        function.kernel, preactivation.rows, preactivation.columns, bias, preactivation.base, output.base)
}

/// gradient ∘= f′(preactivation), where `output` = f(preactivation).
public func multiplyByDerivative<S: Real>(
    of function: Activation, at preactivation: Matrix<S>, output: Matrix<S>, gradient: Matrix<S>
) {
    precondition(preactivation.count == output.count && output.count == gradient.count)
    S.kernels.activation_gradient(
        function.kernel, gradient.count, preactivation.base, output.base, gradient.base)
}
