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
