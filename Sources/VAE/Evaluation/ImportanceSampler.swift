import Compute
import Distributions

/// log p(x) ≈ log (1/K) Σ p(x, z) / q(z|x), with K draws z ~ q(z|x) of each row: a lower bound in the mean that K
/// tightens (Rezende, Mohamed & Wierstra 2014, appendix E; Burda, Grosse & Salakhutdinov 2015).
///
/// Memory does not grow with K.
public final class ImportanceSampler: LikelihoodEstimator {
    public let name = "is"
    public let diagnostics = ["ess"]

    private let samples: Int
    private let posterior: any Posterior
    private let noise: Noise
    private let pool: Pool<Work>

    /// Latent vectors that are decoded at a time: enough for products to be worth their weights, few enough for a
    /// core's second cache.
    private static let most = 120
    /// Pieces of work whose sums are held at a time.
    private static let pieces = 1 << 12

    /// - Parameter samples: K.
    public init(_ packed: PackedModel<Float>, samples: Int, seed: UInt64) {
        precondition(samples > 0)
        self.samples = samples
        posterior = packed.model.posterior
        noise = Noise(seed: seed, purpose: .importance)
        pool = Pool { Work(packed, capacity: Self.most) }
    }

    public func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate] {
        var weights = [ImportanceWeights](repeating: ImportanceWeights(), count: rows.count)
        let rowStep = max(Self.most / samples, 1)
        let chunks = (samples + Self.most - 1) / Self.most
        let total = (rows.count + rowStep - 1) / rowStep * chunks
        for first in stride(from: 0, to: total, by: Self.pieces) {
            let pieces = first..<min(first + Self.pieces, total)
            var sums = [ImportanceWeights](repeating: ImportanceWeights(), count: pieces.count * rowStep)
            func rowsOf(_ piece: Int) -> Range<Int> {
                let row = piece / chunks * rowStep
                return row..<min(row + rowStep, rows.count)
            }
            sums.withUnsafeMutableBufferPointer { sums in
                nonisolated(unsafe) let sums = sums
                workers.run(pieces: pieces.count) { index in
                    let piece = pieces.lowerBound + index
                    let draw = piece % chunks * Self.most
                    pool.withElement {
                        sum(
                            rows, rowsOf(piece), draws: draw..<min(draw + Self.most, samples), with: $0,
                            into: sums.baseAddress! + index * rowStep)
                    }
                }
            }
            for (index, piece) in pieces.enumerated() {
                for (place, row) in rowsOf(piece).enumerated() {
                    weights[row].add(sums[index * rowStep + place])
                }
            }
        }
        return weights.map {
            LikelihoodEstimate(
                logLikelihood: $0.logMean, standardError: $0.standardError,
                diagnostics: [$0.effectiveSampleSize])
        }
    }

    private func sum(
        _ rows: EncodedRows<Float>, _ range: Range<Int>, draws: Range<Int>, with work: Work,
        into sums: UnsafeMutablePointer<ImportanceWeights>
    ) {
        let count = range.count * draws.count
        let (noise, likelihood) = (work.noise[0..<count].strided, work.likelihood)
        self.noise.fill(
            noise, with: posterior.noise, row: rows.row + range.lowerBound, draws: draws.count,
            firstDraw: draws.lowerBound)
        let batch = rows[range].batch(
            noise: noise, latents: likelihood.latents[0..<count].strided, draws: draws.count)
        posterior.draw(batch)
        posterior.logRatios(batch, into: work.logRatios.base)
        likelihood.evaluate(count, of: rows.data[range], into: work.logLikelihoods.base)
        for i in 0..<count {
            sums[i / draws.count].add(work.logLikelihoods.base[i] - work.logRatios.base[i])
        }
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
            let latent = packed.model.architecture.latent
            noiseBuffer = Buffer(count: Panels<Float>.elements(rows: capacity, columns: latent))
            noise = Panels(noiseBuffer, capacity: capacity, columns: latent)
            (logLikelihoods, logRatios) = (Buffer(count: capacity), Buffer(count: capacity))
        }
    }
}
