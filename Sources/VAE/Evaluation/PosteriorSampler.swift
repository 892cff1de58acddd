import Compute
import Distributions

/// Draws from p(z|x) of one row.
public struct PosteriorDraws: Sendable {
    /// K × J, or empty where none were asked for.
    public let latents: [Float]
    /// The mean of z over all transitions of all chains, J.
    public let means: [Float]
    /// R̂ of z and log p(x, z) over halves of chains.
    public let scaleReduction: Double
    /// The mean probability of acceptance.
    public let acceptance: Double

    /// Whether the chains agree, see ``Reliability/mostScaleReduction``.
    public var isReliable: Bool { scaleReduction <= Reliability.mostScaleReduction }
}

/// Draws from the true posterior p(z|x) ∝ p(z) p(x|z) by Hamiltonian Monte Carlo, whatever the encoder gives.
///
/// Half of the chains start from the encoder's posterior, the others from the prior, and without an encoder all from
/// particles; they move in unconstrained coordinates of z. Modes that no chain reaches are missing from the draws.
public final class PosteriorSampler {
    private let pool: ChainPool
    private let prior: any Prior
    private let posterior: any Posterior
    private let transitions: Int
    private let warmUp: Int
    private let targetAcceptance: Double

    /// - Parameters:
    ///   - packed: for training.
    ///   - chains: of each row.
    ///   - transitions: T of each chain whose ends are kept.
    ///   - warmUp: transitions before these, which tune the steps.
    ///   - leapfrogSteps: of each transition; each takes one evaluation of the gradient.
    public convenience init(
        _ packed: PackedModel<Float>, chains: Int, transitions: Int, warmUp: Int, leapfrogSteps: Int,
        targetAcceptance: Double, seed: UInt64
    ) {
        self.init(
            packed, chains: chains, transitions: transitions, warmUp: warmUp, leapfrogSteps: leapfrogSteps,
            targetAcceptance: targetAcceptance, observation: nil, seed: seed)
    }

    /// - Parameter observation: what is seen of the data; the draws are then of p(z|y). Nil: the data itself.
    init(
        _ packed: PackedModel<Float>, chains: Int, transitions: Int, warmUp: Int, leapfrogSteps: Int,
        targetAcceptance: Double, observation: (any Observation)?, seed: UInt64
    ) {
        precondition(transitions > 0)
        pool = ChainPool(
            packed, chains: chains, leapfrogSteps: leapfrogSteps, observation: observation,
            noise: Noise(seed: seed, purpose: .hamiltonian))
        (prior, posterior) = (packed.model.prior, packed.model.posterior)
        self.transitions = transitions
        self.warmUp = warmUp
        self.targetAcceptance = targetAcceptance
    }

    /// Draws for each row, the same for any number of threads and any cut of the stream into batches.
    ///
    /// They are spread evenly over chains and transitions. The first is of another chain in each row, so that draws of many
    /// rows are of all kinds of starts even where each row has few.
    ///
    /// - Parameter draws: K of each row, at most as many as transitions of all chains.
    public func sample(_ rows: EncodedRows<Float>, draws: Int, _ workers: Workers) -> [PosteriorDraws] {
        precondition(0...transitions * pool.chains ~= draws)
        return pool.map(rows, workers) { chains, range in
            let sizes = chains.warmUp(
                rows[range], from: posterior, transitions: warmUp, target: targetAcceptance)
            let selection = DrawSelection(draws: draws, chains: pool.chains, transitions: transitions)
            return sample(chains, sizes, selection, row: rows.row + range.lowerBound)
        }
    }

    private func sample(
        _ chains: HamiltonianMonteCarlo<Float>, _ sizes: [Double], _ selection: DrawSelection, row: Int
    ) -> [PosteriorDraws] {
        let (count, latent) = (sizes.count, chains.latent)
        var agreement = ChainAgreement(chains)
        var acceptances = [Double](repeating: 0, count: count)
        var sums = [Double](repeating: 0, count: count * latent)
        let none = [Float](repeating: 0, count: selection.draws * latent)
        var latents = [[Float]](repeating: none, count: count)
        withScratch(Float.self, rows: chains.count, columns: latent) { z in
            for step in 0..<transitions {
                let acceptance = chains.advance(beta: 1, stepSizes: sizes)
                agreement.add(chains, half: 2 * step / transitions)
                for index in acceptances.indices { acceptances[index] += acceptance[index] }
                prior.latents(at: chains.positions, into: z)
                for (index, z) in z.elements.enumerated() {
                    sums[index / latent / chains.chains * latent + index % latent] += Double(z)
                }
                for index in 0..<count {
                    for (draw, chain) in selection.draws(at: step, row: row + index) {
                        for (j, z) in z.row(index * chains.chains + chain).enumerated() {
                            latents[index][draw * latent + j] = z
                        }
                    }
                }
            }
        }
        let total = Double(transitions * chains.chains)
        return (0..<count).map { index in
            PosteriorDraws(
                latents: latents[index],
                means: sums[index * latent..<(index + 1) * latent].map { Float($0 / total) },
                scaleReduction: agreement.scaleReduction(row: index),
                acceptance: acceptances[index] / Double(transitions))
        }
    }
}
