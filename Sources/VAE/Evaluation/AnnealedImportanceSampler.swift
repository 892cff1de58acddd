import Compute
import Distributions

/// log p(x) by annealed importance sampling: chains that start from the prior and pass through p(z) p(x|z)^β for
/// growing β, with transitions of Hamiltonian Monte Carlo (Neal 2001; Wu, Burda, Salakhutdinov & Grosse 2017).
///
/// The log-weight of a chain is Σ_t (β_t − β_{t−1}) log p(x|z_{t−1}), and the mean weight estimates p(x) without bias, so
/// that its logarithm is in expectation a lower bound of log p(x). The encoder has no part in it. Transitions are those of
/// unconstrained coordinates of z, which change nothing of this.
///
/// The step sizes come from a pilot run with noise of its own, since sizes that adapt to the chains they are for would
/// bias the weights.
public final class AnnealedImportanceSampler: LikelihoodEstimator {
    public let name = "ais"
    public let diagnostics = ["ess", "khat", "acceptance"]

    private let pool: ChainPool
    private let schedule: AnnealingSchedule
    private let distributions: Int
    private let pilots: Int

    /// The probability of acceptance at which Hamiltonian Monte Carlo is cheapest (Beskos et al. 2013).
    private static let targetAcceptance = 0.65
    /// The pilot run has a tenth of the distributions, but no fewer and no more than these.
    private static let (fewestPilots, mostPilots) = (50, 1000)
    private static let pilotRate = 0.5

    /// - Parameters:
    ///   - packed: for training.
    ///   - distributions: T, how many steps lead from the prior to the posterior.
    ///   - chains: of each row.
    ///   - leapfrogSteps: of each transition; each takes one evaluation of the gradient.
    public init(
        _ packed: PackedModel<Float>, distributions: Int, schedule: AnnealingSchedule, chains: Int,
        leapfrogSteps: Int, seed: UInt64
    ) {
        pool = ChainPool(
            packed, chains: chains, leapfrogSteps: leapfrogSteps,
            noise: Noise(seed: seed, purpose: .annealing))
        self.schedule = schedule
        self.distributions = distributions
        pilots = min(max(distributions / 10, Self.fewestPilots), Self.mostPilots)
    }

    public func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate] {
        pool.map(rows, workers) { chains, _ in
            let stepSizes = stepSizes(chains)
            chains.startFromPrior()
            return anneal(chains, stepSizes).map { $0.estimate() }
        }
    }

    /// Bounds of log p(x) from both sides.
    ///
    /// - Parameter latents: a draw from p(z|x) for each row, N × J, as is known of data that the model itself has drawn.
    public func bound(
        _ rows: EncodedRows<Float>, latents: Matrix<Float>, _ workers: Workers
    ) -> [BidirectionalEstimate] {
        precondition(latents.rows == rows.count)
        return pool.map(rows, workers) { chains, range in
            let stepSizes = stepSizes(chains)
            chains.startFromPrior()
            let forward = anneal(chains, stepSizes)
            chains.startAtLatents { z in
                for chain in 0..<z.rows {
                    let row = range.lowerBound + chain / chains.chains
                    _ = z.row(chain).update(from: latents.row(row))
                }
            }
            let reverse = anneal(chains, backwards: true, stepSizes)
            return zip(forward, reverse).map {
                BidirectionalEstimate(lower: $0.estimate(), upper: $1.estimate(sign: -1))
            }
        }
    }

    /// Carries the chains from one end of the schedule, where they are drawn from its distribution, to the other;
    /// backwards, the weights are reciprocal ones.
    private func anneal(
        _ chains: HamiltonianMonteCarlo<Float>, backwards: Bool = false, _ stepSizes: StepSizeCurve
    ) -> [AnnealedChains] {
        let rows = chains.data.count
        var logWeights = [Double](repeating: 0, count: chains.count)
        var acceptances = [Double](repeating: 0, count: rows)
        var last = backwards ? 1.0 : 0
        for step in 1...distributions {
            let t = backwards ? distributions - step : step
            let beta = schedule.beta(t, of: distributions)
            for chain in logWeights.indices {
                logWeights[chain] += (beta - last) * chains.logLikelihoods[chain]
            }
            last = beta
            guard step < distributions else { break }
            let sizes = stepSizes.sizes(t, of: distributions)
            for (row, acceptance) in chains.advance(beta: beta, stepSizes: sizes).enumerated() {
                acceptances[row] += acceptance
            }
        }
        return (0..<rows).map { row in
            AnnealedChains(
                logWeights: Array(logWeights[row * chains.chains..<(row + 1) * chains.chains]),
                acceptance: acceptances[row] / Double(distributions - 1))
        }
    }

    /// The step sizes of each row for each β, from a pilot run.
    private func stepSizes(_ chains: HamiltonianMonteCarlo<Float>) -> StepSizeCurve {
        chains.startFromPrior()
        var sizes = StepSizes(rows: chains.data.count, target: Self.targetAcceptance)
        var curve = StepSizeCurve()
        for pilot in 1...pilots {
            let acceptance = chains.advance(
                beta: schedule.beta(pilot, of: pilots), stepSizes: sizes.values)
            sizes.update(acceptance, rate: Self.pilotRate)
            curve.add(sizes)
        }
        return curve
    }
}
