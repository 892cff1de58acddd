import Compute

/// Importance sampling of p(z|x) of a row with K draws of the encoder's q(z|x), x what is observed, with weights
/// p(x, z) / q(z|x) (Mattei & Frellsen 2019).
final class EncoderProposals: Sendable {
    private let samples: Int
    private let latent: Int
    private let noise: Noise
    private let pool: Pool<ProposalPass>

    init(_ packed: PackedModel<Float>, samples: Int, seed: UInt64) {
        precondition(samples > 0)
        self.samples = samples
        latent = packed.model.architecture.latent
        noise = Noise(seed: seed, purpose: .importance)
        let capacity = min(ProposalPass.most, samples)
        pool = Pool { ProposalPass(packed, capacity: capacity) }
    }

    /// - Parameter row: one row.
    func sample(_ row: EncodedRows<Float>) -> LatentSamples {
        let (samples, latent) = (samples, latent)
        var logWeights = [Double](repeating: 0, count: samples)
        let latents = pool.withElement { pass in
            [Float](rows: samples, columns: latent) { latents in
                for first in stride(from: 0, to: samples, by: ProposalPass.most) {
                    let draws = first..<min(first + ProposalPass.most, samples)
                    pass.draw(row, draws, with: noise)
                    pass.latents[0..<draws.count].copy(to: latents[draws])
                    for (index, draw) in draws.enumerated() { logWeights[draw] = pass.logWeight(index) }
                }
            }
        }
        return LatentSamples(latents: latents, logWeights: logWeights)
    }
}
