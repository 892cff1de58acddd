import Compute
import Distributions

/// Importance sampling of p(z|x) of a row, x what is observed, with draws of Gaussians around its modes, which are fitted to
/// the weighted draws until these are worth enough.
///
/// All draws so far have weights p(x, y) / q(y) with q the mean of the densities that they were drawn from (adaptive
/// multiple importance sampling: Cornuet, Marin, Mira & Robert 2012). They are in coordinates in which y may be anything.
final class AdaptiveProposals: Sendable {
    /// Dimensions of z up to which curvature is worth its time.
    static let mostLatents = 128

    private let noise: Noise
    private let pool: Pool<JointDensity>

    /// Draws of a round, and the most rounds.
    private static let (draws, rounds) = (500, 12)
    /// Starts of the search for modes that the prior draws: more where they cost little.
    private let priorStarts: Int

    /// - Parameter packed: for training.
    init(_ packed: PackedModel<Float>, seed: UInt64) {
        precondition(1...Self.mostLatents ~= packed.model.architecture.latent)
        noise = Noise(seed: seed, purpose: .adaptation)
        priorStarts = max(3, 12 / packed.model.architecture.latent)
        pool = Pool { JointDensity(packed) }
    }

    /// - Parameters:
    ///   - row: one row.
    ///   - proposals: draws of the encoder with weights, the best of which the search for modes begins at too.
    ///   - isEnough: whether draws are worth enough.
    /// - Returns: nil where the model gives no finite density.
    func sample(
        _ row: EncodedRows<Float>, from proposals: LatentSamples, until isEnough: (LatentSamples) -> Bool
    ) -> LatentSamples? {
        pool.withElement { density in
            density.begin(row.data)
            var noise = ChainNoise(noise, row: row.row, chains: priorStarts + 1)
            let modes = modes(of: density, from: starts(proposals, density, &noise))
            guard !modes.isEmpty else { return nil }
            noise = noise.following(row: 0, chains: Self.draws)
            var mixture = ProposalMixture(modes)
            var (points, logJoints): ([Double], [Double]) = ([], [])
            // log Σ q over the mixtures so far, of each point.
            var logDensities: [Double] = []
            var mixtures: [ProposalMixture] = []
            while true {
                let drawn = mixture.draw(
                    [Float](rows: Self.draws, columns: density.latent) { noise.fill($0, with: .normal) })
                logDensities = zip(logDensities, mixture.logDensities(points)).map(logSum)
                mixtures.append(mixture)
                let others = mixtures.map { $0.logDensities(drawn) }
                logDensities += drawn.indices.prefix(Self.draws).map { draw in
                    others.map { $0[draw] }.reduce(-.infinity, logSum)
                }
                points += drawn
                logJoints += density.evaluate(drawn).values
                let logWeights = zip(logJoints, logDensities).map { $0 - $1 }
                let samples = LatentSamples(latents: density.latents(at: points), logWeights: logWeights)
                if isEnough(samples) || mixtures.count == Self.rounds || !samples.areFinite { return samples }
                mixture.fit(points, logWeights: logWeights)
            }
        }
    }

    /// The best draw of the encoder, and draws of the prior.
    private func starts(
        _ proposals: LatentSamples, _ density: JointDensity, _ noise: inout ChainNoise
    ) -> [[Double]] {
        let latent = density.latent
        var points: [Double] = []
        withScratch(Float.self, rows: priorStarts + 1, columns: latent) { coordinates in
            noise.draw(density.prior, coordinates)
            if let best = proposals.best {
                withScratch(Float.self, rows: 1, columns: latent) { z in
                    for j in 0..<latent { z.row(0)[j] = proposals.latents[best * latent + j] }
                    density.prior.move(coordinates[0..<1], to: z)
                }
            }
            points = density.points(of: coordinates)
        }
        return stride(from: 0, to: points.count, by: latent).map { Array(points[$0..<$0 + latent]) }
    }

    /// Those that differ.
    private func modes(of density: JointDensity, from starts: [[Double]]) -> [PosteriorMode] {
        var modes: [PosteriorMode] = []
        for start in starts {
            guard let mode = PosteriorMode(of: density, from: start) else { continue }
            if !modes.contains(where: { $0.holds(mode.point) }) { modes.append(mode) }
        }
        return modes
    }
}

extension PosteriorMode {
    /// Whether a point is no farther than draws of the approximation are.
    fileprivate func holds(_ other: [Double]) -> Bool {
        let gaussian = CholeskyGaussian(mean: point, factor: factor)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: point.count) { white in
            other.withUnsafeBufferPointer {
                gaussian.whiten($0.baseAddress!, into: white.baseAddress!) < Double(point.count)
            }
        }
    }
}
