/// How z of a row is drawn from p(z|x), x what is observed.
public enum ImputationMethod: Equatable, Sendable {
    /// Importance sampling with draws of the encoder and, where its effective sample size is below ``enough`` or its weights
    /// have no variance, with draws around the modes of p(z|x); where z has too many dimensions for that, chains.
    case automatic
    /// Importance sampling with K draws of the encoder.
    case importanceSampling(samples: Int)
    /// Metropolis-within-Gibbs chains with this many transitions after the warm-up.
    case completion(transitions: Int, chains: Int)
    /// Hamiltonian Monte Carlo, without the encoder.
    case hamiltonian(transitions: Int, chains: Int, leapfrogSteps: Int, targetAcceptance: Double)

    /// Draws of the encoder that ``automatic`` makes, and the effective sample size that is enough of them.
    static let (samples, enough) = (1000, 100.0)
    /// The shape of the tail of weights up to which they have a variance.
    static let mostShape = 0.5
    /// What is run where that is not reached.
    static let (chains, transitions, rounds) = (32, 30, 4)
    /// Transitions before the first draw.
    static let (warmUp, hamiltonianWarmUp) = (10, 100)
    /// Draws of the encoder that chains start from.
    static let starts = 100
}
