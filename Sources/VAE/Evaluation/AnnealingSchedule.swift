import CLibrary

/// How β goes from 0, the prior, to 1, the posterior.
public enum AnnealingSchedule: String, CaseIterable, Sendable {
    /// β_t = t / T.
    case linear
    /// The sigmoid of δ (2t / T − 1), δ = 4, rescaled to begin at 0 and end at 1: slow at both ends (Wu, Burda,
    /// Salakhutdinov & Grosse 2017).
    case sigmoid

    /// β_t of β_0 = 0, …, β_T = 1, T = `count`.
    func beta(_ t: Int, of count: Int) -> Double {
        precondition((0...count).contains(t) && count > 0)
        let time = Double(t) / Double(count)
        switch self {
        case .linear: return time
        case .sigmoid: return (tanh(Self.delta * (time - 0.5)) / tanh(Self.delta / 2) + 1) / 2
        }
    }

    private static let delta = 4.0
}
