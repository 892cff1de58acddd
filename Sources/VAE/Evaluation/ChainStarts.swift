import Compute
import Distributions

/// How far below all chains from the prior, in nats of log p(x, z), a chain may start.
private let reach = 50.0

extension HamiltonianMonteCarlo<Float> {
    /// Puts every other chain where the encoder draws it, the others at particles that are led from the prior, see
    /// ``startFromParticles(target:)``. An encoder's draw from which no chain would arrive gives way to the latter kind;
    /// without an encoder there is no other.
    ///
    /// - Returns: step sizes that suit these places.
    func start(_ rows: EncodedRows<Float>, from posterior: any Posterior, target: Double) -> StepSizes {
        let sizes = startFromParticles(target: target)
        guard !rows.posteriors.isEmpty else { return sizes }
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
        return sizes
    }
}
