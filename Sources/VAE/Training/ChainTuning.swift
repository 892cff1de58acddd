import CLibrary

/// The step size of the chains of a training, led towards a mean probability of acceptance by stochastic approximation
/// (Robbins & Monro 1951); the rate stays above some value, since the posteriors change as the model learns.
struct ChainTuning: Codable, Equatable, Sendable {
    private var logStepSize = 0.0
    private var visits = 0
    /// Over the rows that this epoch has used.
    private var acceptances = 0.0

    private static let leastRate = 0.1

    /// Whether a training can have these numbers, as far as they show.
    var isPossible: Bool { logStepSize.isFinite && acceptances.isFinite && 0...1 << 62 ~= visits }

    /// In scales of the prior.
    var stepSize: Double { exp(logStepSize) }

    mutating func beginEpoch() { acceptances = 0 }

    /// - Parameter rows: the probabilities of acceptance of the rows of a minibatch.
    mutating func add(_ rows: [Double]) {
        let sum = rows.reduce(0, +)
        acceptances += sum
        visits += 1
        let rate = max(1 / Double(visits).squareRoot(), Self.leastRate)
        logStepSize += rate * (sum / Double(rows.count) - MonteCarloEM.targetAcceptance)
    }

    /// The mean over the rows that the epoch has used.
    func acceptance(rows: Int) -> Double { acceptances / Double(rows) }
}
