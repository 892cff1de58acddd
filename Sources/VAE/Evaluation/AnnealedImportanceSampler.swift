import Compute

/// log p(x) by annealed importance sampling: chains that start from the prior and pass through p(z) p(x|z)^β for
/// growing β, with transitions of Hamiltonian Monte Carlo (Neal 2001; Wu, Burda, Salakhutdinov & Grosse 2017).
///
/// The log-weight of a chain is Σ_t (β_t − β_{t−1}) log p(x|z_{t−1}), and the mean weight estimates p(x) without bias, so
/// that its logarithm is in expectation a lower bound of log p(x). The encoder has no part in it.
///
/// The step sizes come from a pilot run with noise of its own, since sizes that adapt to the chains they are for would
/// bias the weights.
public final class AnnealedImportanceSampler: LikelihoodEstimator {
    public let name = "ais"
    public let diagnostics = ["ess", "acceptance"]

    private let pool: ChainPool
    private let betas: [Double]
    private let pilotBetas: [Double]

    /// The probability of acceptance at which Hamiltonian Monte Carlo is cheapest (Beskos et al. 2013).
    private static let targetAcceptance = 0.65
    /// The pilot run has a tenth of the distributions, but no fewer than these.
    private static let fewestPilots = 50
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
        betas = schedule.betas(distributions)
        pilotBetas = schedule.betas(max(distributions / 10, Self.fewestPilots))
    }

    public func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate] {
        pool.map(rows, workers) { chains, _ in
            let stepSizes = stepSizes(chains)
            chains.startFromPrior()
            return anneal(chains, along: betas, stepSizes).map { $0.estimate($0.weights.logMean) }
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
            let forward = anneal(chains, along: betas, stepSizes)
            chains.start { positions in
                for chain in 0..<positions.rows {
                    let row = range.lowerBound + chain / chains.chains
                    _ = positions.row(chain).update(from: latents.row(row))
                }
            }
            let reverse = anneal(chains, along: betas.reversed(), stepSizes.reversed())
            return zip(forward, reverse).map {
                BidirectionalEstimate(
                    lower: $0.estimate($0.weights.logMean), upper: $1.estimate(-$1.weights.logMean))
            }
        }
    }

    /// What came of one row's chains.
    private struct Annealed {
        var weights = ImportanceWeights()
        let acceptance: Double

        func estimate(_ logLikelihood: Double) -> LikelihoodEstimate {
            LikelihoodEstimate(
                logLikelihood: logLikelihood, standardError: weights.standardError,
                diagnostics: [weights.effectiveSampleSize, acceptance])
        }
    }

    /// Carries the chains from `betas.first`, from which they are drawn, to `betas.last`; backwards, the weights are
    /// reciprocal ones.
    ///
    /// - Parameter stepSizes: of each row, for each β.
    private func anneal(
        _ chains: HamiltonianMonteCarlo<Float>, along betas: [Double], _ stepSizes: [[Double]]
    ) -> [Annealed] {
        var logWeights = [Double](repeating: 0, count: chains.count)
        var acceptances = [Double](repeating: 0, count: stepSizes[0].count)
        for t in 1..<betas.count {
            for chain in logWeights.indices {
                logWeights[chain] += (betas[t] - betas[t - 1]) * chains.logLikelihoods[chain]
            }
            guard t < betas.count - 1 else { break }
            let acceptance = chains.advance(beta: betas[t], stepSizes: stepSizes[t])
            for row in acceptances.indices { acceptances[row] += acceptance[row] }
        }
        return acceptances.indices.map { row in
            var annealed = Annealed(acceptance: acceptances[row] / Double(betas.count - 2))
            for chain in row * chains.chains..<(row + 1) * chains.chains {
                annealed.weights.add(logWeights[chain])
            }
            return annealed
        }
    }

    /// The step sizes of each row for each β, from a pilot run.
    private func stepSizes(_ chains: HamiltonianMonteCarlo<Float>) -> [[Double]] {
        chains.startFromPrior()
        var sizes = StepSizes(rows: chains.data.rows, target: Self.targetAcceptance)
        var curve = StepSizeCurve()
        for beta in pilotBetas.dropFirst() {
            sizes.update(chains.advance(beta: beta, stepSizes: sizes.values), rate: Self.pilotRate)
            curve.add(sizes)
        }
        return curve.sizes(betas.count)
    }
}
