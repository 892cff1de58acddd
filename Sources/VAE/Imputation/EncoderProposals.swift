import Compute
import Distributions

/// Importance sampling of p(z|x) of a row with K draws of the encoder's q(z|x), x what is observed, with weights
/// p(x, z) / q(z|x) (Mattei & Frellsen 2019).
final class EncoderProposals: Sendable {
    private let samples: Int
    private let latent: Int
    private let posterior: any Posterior
    private let noise: Noise
    private let pool: Pool<Work>

    /// Latent vectors that are decoded at a time.
    private static let most = 120

    init(_ packed: PackedModel<Float>, samples: Int, seed: UInt64) {
        precondition(samples > 0)
        self.samples = samples
        latent = packed.model.architecture.latent
        posterior = packed.model.posterior
        noise = Noise(seed: seed, purpose: .importance)
        let capacity = min(Self.most, samples)
        pool = Pool { Work(packed, capacity: capacity) }
    }

    /// - Parameter row: one row.
    func sample(_ row: EncodedRows<Float>) -> LatentSamples {
        let (samples, latent) = (samples, latent)
        var logWeights = [Double](repeating: 0, count: samples)
        let latents = pool.withElement { work in
            [Float](rows: samples, columns: latent) { latents in
                for first in stride(from: 0, to: samples, by: Self.most) {
                    let draws = first..<min(first + Self.most, samples)
                    sample(row, draws, with: work, into: latents[draws])
                    for (index, draw) in draws.enumerated() {
                        logWeights[draw] = work.logLikelihoods.base[index] - work.logRatios.base[index]
                    }
                }
            }
        }
        return LatentSamples(latents: latents, logWeights: logWeights)
    }

    private func sample(
        _ row: EncodedRows<Float>, _ draws: Range<Int>, with work: Work, into latents: Matrix<Float>
    ) {
        let (count, likelihood) = (draws.count, work.likelihood)
        let epsilon = work.noise[0..<count].strided
        noise.fill(epsilon, with: posterior.noise, row: row.row, draws: count, firstDraw: draws.lowerBound)
        let z = likelihood.latents[0..<count]
        let batch = row.batch(noise: epsilon, latents: z.strided, draws: count)
        posterior.draw(batch)
        posterior.logRatios(batch, into: work.logRatios.base)
        likelihood.evaluate(count, of: row.data, into: work.logLikelihoods.base)
        z.copy(to: latents)
    }

    /// Memory for one thread.
    private final class Work {
        let likelihood: LikelihoodPass<Float>
        let noise: Panels<Float>
        let logLikelihoods, logRatios: Buffer<Double>
        private let noiseBuffer: Buffer<Float>

        init(_ packed: PackedModel<Float>, capacity: Int) {
            likelihood = LikelihoodPass(
                packed, capacity: capacity, differentiation: .nothing,
                groupPanels: LikelihoodPass<Float>.fewGroups)
            let columns = packed.model.posterior.noiseColumns(latent: packed.model.architecture.latent)
            noiseBuffer = Buffer(count: Panels<Float>.elements(rows: capacity, columns: columns))
            noise = Panels(noiseBuffer, capacity: capacity, columns: columns)
            (logLikelihoods, logRatios) = (Buffer(count: capacity), Buffer(count: capacity))
        }
    }
}
