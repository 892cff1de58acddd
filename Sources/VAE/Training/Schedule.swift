import CLibrary

/// How the learning rate falls over a training.
public enum Schedule: String, CaseIterable, Codable, Sendable {
    case constant
    /// ½ (1 + cos πt): from the full rate to zero (Loshchilov & Hutter 2017, without restarts).
    case cosine
    /// 0.01ᵗ: from the full rate to a hundredth.
    case exponential

    /// 10^(−i/7) in stage i = 0, 1, …, which lasts 3ⁱ epochs (Burda, Grosse & Salakhutdinov 2015).
    case stages

    /// The fraction of the learning rate at `progress` t, 0 at the start and 1 at the end, after so many epochs.
    public func factor(at progress: Double, epochs: Double) -> Double {
        switch self {
        case .constant: 1
        case .cosine: (1 + cos(.pi * progress)) / 2
        case .exponential: pow(0.01, progress)
        case .stages: pow(10, -Double(Self.stage(at: epochs)) / 7)
        }
    }

    /// The number of stages that have ended: stage i does at (3ⁱ⁺¹ − 1) / 2 epochs.
    private static func stage(at epochs: Double) -> Int {
        var (stage, end, length) = (0, 1.0, 1.0)
        while epochs >= end {
            length *= 3
            end += length
            stage += 1
        }
        return stage
    }
}
