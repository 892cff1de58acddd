import CLibrary
import Compute
import Distributions

/// Draws from p(z|x), x what is observed of a row, by Metropolis-within-Gibbs: the missing numbers are drawn from the
/// decoder, and z is proposed by the encoder, which reads the completed row (Mattei & Frellsen 2018, section 3; without the
/// test of acceptance this is the pseudo-Gibbs sampling of Rezende, Mohamed & Wierstra 2014, appendix F); and by steps of a
/// random walk in between, see ``CompletionStates/advance(_:)``.
///
/// A proposal z′ ~ q(·|x), x completed, is accepted with probability
/// min(1, p(x|z′) p(z′) q(z|x) / (p(x|z) p(z) q(z′|x))), so that p(z|x) stays as it is whatever the encoder gives.
final class CompletionChains: Sendable {
    /// Of each row; transitions before the first draw, and of which the ends are draws; how often as many follow where
    /// the draws so far are worth too little.
    private let (chains, warmUp, transitions, rounds): (Int, Int, Int, Int)
    private let noise: Noise
    private let prior: any Prior
    private let pool: Pool<CompletionStates>

    init(
        _ packed: PackedModel<Float>, chains: Int, warmUp: Int, transitions: Int, rounds: Int = 1,
        seed: UInt64
    ) {
        precondition(chains > 1 && transitions > 0 && rounds > 0)
        (self.chains, self.warmUp, self.transitions, self.rounds) = (chains, warmUp, transitions, rounds)
        noise = Noise(seed: seed, purpose: .completion)
        prior = packed.model.prior
        pool = Pool { CompletionStates(packed, chains: chains) }
    }

    /// - Parameters:
    ///   - row: one row.
    ///   - proposals: draws of the encoder with importance weights. Every other chain starts from one drawn by its weight,
    ///     of the others every other from a draw as it comes, and the rest from the prior.
    func sample(_ row: EncodedRows<Float>, from proposals: LatentSamples) -> LatentSamples {
        pool.withElement { states in
            var noise = ChainNoise(noise, row: row.row, chains: chains)
            states.begin(row.data, scales: scales(proposals))
            states.start { start($0, proposals, &noise) }
            for _ in 0..<warmUp { states.advance(&noise) }
            let latent = states.latents.columns
            var moments = [Moments](repeating: Moments(), count: chains * latent)
            var latents: [Float] = []
            latents.reserveCapacity(transitions * chains * latent)
            var (count, size) = (0, 0.0)
            let enough = max(LatentSamples.fewest, Self.fewestOfChain * Double(chains))
            for _ in 0..<rounds where size < enough {
                for _ in 0..<transitions {
                    states.advance(&noise)
                    for (index, z) in states.latents.elements.enumerated() {
                        moments[index].add(Double(z))
                        latents.append(z)
                    }
                }
                count += transitions * chains
                size = effectiveSampleSize(moments, count: count)
            }
            return LatentSamples(
                latents: latents, count: count, effectiveSampleSize: size, isReliable: size >= enough)
        }
    }

    /// Draws that a chain must be worth: one that stays where it starts is worth 1.
    private static let fewestOfChain = 3.0

    /// The standard deviations of draws of the encoder.
    private func scales(_ proposals: LatentSamples) -> [Float] {
        let latent = proposals.latents.count / proposals.count
        var moments = [Moments](repeating: Moments(), count: latent)
        for (index, z) in proposals.latents.enumerated() { moments[index % latent].add(Double(z)) }
        return moments.map { Float($0.populationVariance.squareRoot()) }
    }

    private func start(_ latents: Matrix<Float>, _ proposals: LatentSamples, _ noise: inout ChainNoise) {
        withScratch(Float.self, rows: 1, columns: chains) { uniforms in
            noise.fillUniform(uniforms)
            drawFromPrior(latents, &noise)
            for chain in 0..<chains where chain % 4 != 3 {
                let draw =
                    chain % 2 == 0
                    ? proposals.draw(at: Double(uniforms.row(0)[chain])) : chain % proposals.count
                let first = draw * latents.columns
                for j in 0..<latents.columns { latents.row(chain)[j] = proposals.latents[first + j] }
            }
        }
    }

    private func drawFromPrior(_ latents: Matrix<Float>, _ noise: inout ChainNoise) {
        withScratch(
            Float.self, rows: chains, columns: prior.noiseColumns(latent: latents.columns)
        ) { epsilon in
            noise.fill(epsilon, with: prior.noise)
            prior.draw(epsilon, into: latents, temperature: 1)
        }
    }

    /// n / (the mean over dimensions of B / V), B the transitions times the variance of the chains' means and V the mean
    /// variance within chains plus that of the means: n draws are worth as much (Gelman et al. 2013, section 11.5).
    private func effectiveSampleSize(_ moments: [Moments], count: Int) -> Double {
        let (latent, count, length) = (moments.count / chains, Double(count), Double(count / chains))
        var (inefficiency, dimensions) = (0.0, 0)
        for j in 0..<latent {
            var (means, within) = (Moments(), Moments())
            for chain in 0..<chains {
                means.add(moments[chain * latent + j].mean)
                within.add(moments[chain * latent + j].populationVariance)
            }
            let variance = within.mean + means.variance
            guard variance > 0 else { continue }
            inefficiency += length * means.variance / variance
            dimensions += 1
        }
        return dimensions == 0 ? 1 : min(count / (inefficiency / Double(dimensions)), count)
    }
}
