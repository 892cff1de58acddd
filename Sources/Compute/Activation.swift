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

    private static let kernels = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, kernelIndex(VAE_ACTIVATIONS, $0.rawValue)) })

    var kernel: Int32 { Activation.kernels[self]! }
}
