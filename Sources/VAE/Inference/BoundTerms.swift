/// The terms of a bound for one row, or of log p(x, z), see ``MonteCarloEM``, in nats.
public struct BoundTerms: BitwiseCopyable, Equatable, Sendable {
    /// The mean of log p(x|z) over draws of z from the posterior.
    public let reconstruction: Double
    /// KL(q(z|x) ‖ p(z)), or −log p(z).
    public let divergence: Double
    /// log (1/L) Σ p(x, z) / q(z|x) over the L draws, where that is the objective.
    public let importanceBound: Double?

    public init(reconstruction: Double, divergence: Double, importanceBound: Double? = nil) {
        self.reconstruction = reconstruction
        self.divergence = divergence
        self.importanceBound = importanceBound
    }

    /// The evidence lower bound.
    public var evidenceBound: Double { reconstruction - divergence }

    /// The bound that is the objective.
    public var bound: Double { importanceBound ?? evidenceBound }

    public var isFinite: Bool { firstNonFinite == nil }

    /// The name of the first term that is not finite.
    var firstNonFinite: String? {
        !reconstruction.isFinite
            ? "reconstruction"
            : !divergence.isFinite ? "KL divergence" : !bound.isFinite ? "importance weights" : nil
    }
}
