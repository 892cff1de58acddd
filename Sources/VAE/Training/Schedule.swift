#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How the learning rate falls over a training.
public enum Schedule: String, CaseIterable, Codable, Sendable {
    case constant
    /// ½ (1 + cos πt): from the full rate to zero (Loshchilov & Hutter 2017, without restarts).
    case cosine
    /// 0.01ᵗ: from the full rate to a hundredth.
    case exponential

    /// The fraction of the learning rate at `progress` t, 0 at the start and 1 at the end.
    public func factor(at progress: Double) -> Double {
        switch self {
        case .constant: 1
        case .cosine: (1 + cos(.pi * progress)) / 2
        case .exponential: pow(0.01, progress)
        }
    }
}
