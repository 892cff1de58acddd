import Compute
import Distributions

/// log p(x) from draws of the posterior p(z|x) by Hamiltonian Monte Carlo: a density q is fitted to L of them, and L
/// fresh ones give p(x) ≈ ((1/L) Σ q(z) / (p(z) p(x|z)))⁻¹ (Kingma & Welling 2014, appendix D; Gelfand & Dey 1994). All
/// densities are of unconstrained coordinates of z.
///
/// Good for fewer than about five latent dimensions. Half of the chains start from the encoder's posterior, the others from
/// the prior, and without an encoder all from particles; what they never reach is missing from p(x). The standard error is the jackknife's over chains, R̂ that of
/// their coordinates and of the log-density in them over halves of chains, and the shape k that of the tail of
/// q(z) / (p(z) p(x|z)).
public final class HamiltonianEstimator: LikelihoodEstimator {
    public let name = "hmc"
    public let diagnostics = ["ess", "khat", "rhat", "acceptance"]

    private let pool: ChainPool
    private let posterior: any Posterior
    private let density: FittedDensity
    private let warmUp: Int
    private let targetAcceptance: Double
    /// Draws of each chain, for the fit and again for the estimate.
    private let length: Int

    /// - Parameters:
    ///   - packed: for training.
    ///   - samples: L, rounded up to as many for each chain.
    ///   - chains: of each row.
    ///   - warmUp: transitions before the first draw, which tune the steps.
    ///   - leapfrogSteps: of each transition; each takes one evaluation of the gradient.
    public init(
        _ packed: PackedModel<Float>, samples: Int, density: FittedDensity, chains: Int, warmUp: Int,
        leapfrogSteps: Int, targetAcceptance: Double, seed: UInt64
    ) {
        precondition(samples > 0)
        pool = ChainPool(
            packed, chains: chains, leapfrogSteps: leapfrogSteps,
            noise: Noise(seed: seed, purpose: .hamiltonian))
        posterior = packed.model.posterior
        self.density = density
        self.warmUp = warmUp
        self.targetAcceptance = targetAcceptance
        length = (samples + chains - 1) / chains
    }

    public func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate] {
        pool.map(rows, workers) { chains, range in
            let sizes = chains.warmUp(
                rows[range], from: posterior, transitions: warmUp, target: targetAcceptance)
            var agreement = ChainAgreement(chains)
            let densities = fit(chains, sizes, &agreement)
            return estimate(chains, sizes, densities, &agreement)
        }
    }

    /// The density of each row.
    private func fit(
        _ chains: HamiltonianMonteCarlo<Float>, _ stepSizes: [Double], _ agreement: inout ChainAgreement
    ) -> [any LatentDensity] {
        let draws = length * chains.chains
        let buffer = Buffer<Float>(count: stepSizes.count * draws * chains.latent)
        let samples = Matrix(buffer, rows: stepSizes.count * draws, columns: chains.latent)
        for step in 0..<length {
            chains.advance(beta: 1, stepSizes: stepSizes)
            agreement.add(chains, half: 0)
            for chain in 0..<chains.count {
                let place = chain * length + step
                _ = samples.row(place).update(from: chains.positions.row(chain))
            }
        }
        return withExtendedLifetime(buffer) {
            stepSizes.indices.map { density.fit(samples[$0 * draws..<($0 + 1) * draws]) }
        }
    }

    private func estimate(
        _ chains: HamiltonianMonteCarlo<Float>, _ stepSizes: [Double], _ densities: [any LatentDensity],
        _ agreement: inout ChainAgreement
    ) -> [LikelihoodEstimate] {
        let draws = length * chains.chains
        // Of the first and the second half of each chain.
        var ratios = [ImportanceWeights](repeating: ImportanceWeights(), count: 2 * chains.count)
        var pooled = [DiagnosedWeights](repeating: DiagnosedWeights(count: draws), count: densities.count)
        var acceptances = [Double](repeating: 0, count: densities.count)
        for step in 0..<length {
            let acceptance = chains.advance(beta: 1, stepSizes: stepSizes)
            agreement.add(chains, half: 1)
            for row in acceptances.indices { acceptances[row] += acceptance[row] / Double(length) }
            for chain in 0..<chains.count {
                let row = chain / chains.chains
                let ratio =
                    densities[row].logDensity(chains.positions.row(chain)) - chains.logJoint(chain)
                ratios[2 * chain + 2 * step / length].add(ratio)
                pooled[row].add(ratio)
            }
        }
        return acceptances.indices.map { row in
            let (diagnosis, reduction) = (pooled[row].diagnose(), agreement.scaleReduction(row: row))
            let error = Reliability.withRounding(
                error(of: ratios[2 * row * chains.chains..<2 * (row + 1) * chains.chains])
                    * diagnosis.tailFactor,
                of: diagnosis.logMean)
            return LikelihoodEstimate(
                logLikelihood: -diagnosis.logMean, standardError: error,
                isReliable: reduction <= Reliability.mostScaleReduction
                    && Reliability.holds(error: error, diagnosis, of: draws),
                diagnostics: [
                    diagnosis.effectiveSampleSize, diagnosis.paretoShape, reduction, acceptances[row],
                ])
        }
    }

    /// The larger of the jackknife's errors over chains and over their halves: over chains it is right, but varies much where
    /// they are few.
    private func error(of halves: ArraySlice<ImportanceWeights>) -> Double {
        let halves = Array(halves)
        let chains = stride(from: 0, to: halves.count, by: 2).map { first in
            var chain = halves[first]
            chain.add(halves[first + 1])
            return chain.logMean
        }
        let error = jackknifeError(chains) * smallSampleFactor(chains.count)
        guard length >= Self.fewestOfHalves else { return error }
        return max(error, jackknifeError(halves.map(\.logMean)) * smallSampleFactor(halves.count))
    }

    /// Draws of a chain below which its halves tell nothing.
    private static let fewestOfHalves = 10
}
