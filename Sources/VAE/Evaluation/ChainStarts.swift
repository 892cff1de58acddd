import CLibrary
import Compute
import Distributions

/// β of the first of the transitions that lead from the prior to the posterior, and their number: each multiplies β by the
/// same, so that any width of p(z|x) is met on the way.
private let (leastBeta, annealings) = (1e-6, 80)
let (annealingAcceptance, annealingRate) = (0.8, 0.5)
let annealingBetas = (1...annealings).map { pow(leastBeta, 1 - Double($0) / Double(annealings)) }
/// How far below all chains from the prior, in nats of log p(x, z), a chain may start.
private let reach = 50.0

extension HamiltonianMonteCarlo<Float> {
    /// Puts every other chain where the encoder draws it, the others where transitions for growing β lead draws from the
    /// prior. An encoder's draw from which no chain would arrive gives way to the latter kind. Without an encoder, see
    /// ``startFromParticles(target:)``.
    ///
    /// - Returns: step sizes that suit these places.
    func start(_ rows: EncodedRows<Float>, from posterior: any Posterior, target: Double) -> StepSizes {
        guard !rows.posteriors.isEmpty else { return startFromParticles(target: target) }
        startFromPrior()
        var sizes = StepSizes(rows: data.count, target: annealingAcceptance)
        for beta in annealingBetas {
            sizes.update(advance(beta: beta, stepSizes: sizes.values), rate: annealingRate)
        }
        let annealed = (places: Array(positions.elements), joints: (0..<count).map(logJoint))
        startAtLatents { z in
            let columns = posterior.noiseColumns(latent: latent)
            withScratch(Float.self, rows: z.rows, columns: columns) { epsilon in
                noise.fill(epsilon, with: posterior.noise)
                posterior.draw(rows.batch(noise: epsilon.strided, latents: z.strided, draws: chains))
            }
        }
        let replaced = (0..<count).filter { chain in
            let first = chain / chains * chains
            let lowest = annealed.joints[first..<first + chains].min()!
            return (chain - first) % 2 == 0 || !(logJoint(chain) >= lowest - reach)
        }
        start { positions in
            for chain in replaced {
                _ = positions.row(chain).update(
                    from: annealed.places[chain * latent..<(chain + 1) * latent])
            }
        }
        return sizes.aiming(at: target)
    }
}
