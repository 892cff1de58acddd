import CLibrary
import Compute
import Distributions

/// log p(x) ≈ log (1/K) Σ p(x, z) / q(z|x), with K draws z ~ q(z|x) of each row: a lower bound in the mean that K
/// tightens (Rezende, Mohamed & Wierstra 2014, appendix E; Burda, Grosse & Salakhutdinov 2015).
///
/// Memory grows with the root of K.
public final class ImportanceSampler: LikelihoodEstimator {
    public let name = "is"
    public let diagnostics = ["ess", "khat", "narrow"]

    private let samples: Int
    private let smooths: Bool
    private let posterior: any Posterior
    /// Whether z_j is a function of normal noise ε_j.
    private let hasNarrowness: Bool
    private let noise: Noise
    private let pool: Pool<Work>

    /// Latent vectors that are decoded at a time: enough for products to be worth their weights, few enough for a
    /// core's second cache.
    private static let most = 120
    /// The first draws of a row, which tell how narrow the encoder is.
    private static let mostOfNarrowness = 1000
    /// Pieces of work whose sums are held at a time.
    private static let pieces = 1 << 12

    /// - Parameters:
    ///   - samples: K.
    ///   - smooths: whether quantiles of a Pareto distribution replace the largest weights (Vehtari et al. 2015).
    ///   - commonNoise: whether all rows get the same noise.
    public init(
        _ packed: PackedModel<Float>, samples: Int, smooths: Bool = false, commonNoise: Bool = false,
        seed: UInt64
    ) {
        precondition(samples > 0)
        self.samples = samples
        self.smooths = smooths
        posterior = packed.model.posterior
        let latent = packed.model.architecture.latent
        hasNarrowness = posterior.noise == .normal && posterior.noiseColumns(latent: latent) == latent
        noise = Noise(seed: seed, purpose: .importance, isCommon: commonNoise)
        pool = Pool { Work(packed, capacity: Self.most) }
    }

    public func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate] {
        var weights = [DiagnosedWeights](repeating: DiagnosedWeights(count: samples), count: rows.count)
        let rowStep = max(Self.most / samples, 1)
        let chunks = (samples + Self.most - 1) / Self.most
        let total = (rows.count + rowStep - 1) / rowStep * chunks
        let logWeights = Buffer<Double>(count: min(Self.pieces, total) * Self.most)
        let kept = min(samples, Self.mostOfNarrowness)
        let firstWeights = Buffer<Double>(count: rows.count * kept)
        for first in stride(from: 0, to: total, by: Self.pieces) {
            let pieces = first..<min(first + Self.pieces, total)
            var sums = [ImportanceWeights](repeating: ImportanceWeights(), count: pieces.count * rowStep)
            func draws(_ piece: Int) -> Range<Int> {
                let first = piece % chunks * Self.most
                return first..<min(first + Self.most, samples)
            }
            func rowsOf(_ piece: Int) -> Range<Int> {
                let row = piece / chunks * rowStep
                return row..<min(row + rowStep, rows.count)
            }
            sums.withUnsafeMutableBufferPointer { sums in
                nonisolated(unsafe) let (sums, logWeights) = (sums, logWeights.base)
                workers.run(pieces: pieces.count) { index in
                    let piece = pieces.lowerBound + index
                    pool.withElement {
                        sum(
                            rows, rowsOf(piece), draws: draws(piece), with: $0,
                            into: sums.baseAddress! + index * rowStep, logWeights + index * Self.most)
                    }
                }
            }
            for (index, piece) in pieces.enumerated() {
                let (first, count) = (draws(piece).lowerBound, draws(piece).count)
                for (place, row) in rowsOf(piece).enumerated() {
                    let start = logWeights.base + index * Self.most + place * count
                    if first < kept {
                        (firstWeights.base + row * kept + first).update(
                            from: start, count: min(count, kept - first))
                    }
                    weights[row].add(
                        UnsafeBufferPointer(start: start, count: count), sums: sums[index * rowStep + place])
                }
            }
        }
        return estimates(weights, firstWeights, row: rows.row, workers)
    }

    /// - Parameter firstWeights: the logarithms of as many weights of each row.
    private func estimates(
        _ weights: [DiagnosedWeights], _ firstWeights: Buffer<Double>, row first: Int, _ workers: Workers
    ) -> [LikelihoodEstimate] {
        let kept = firstWeights.count / max(weights.count, 1)
        var estimates = [LikelihoodEstimate](repeating: .missing, count: weights.count)
        estimates.withUnsafeMutableBufferPointer { estimates in
            nonisolated(unsafe) let estimates = estimates
            nonisolated(unsafe) let firstWeights = firstWeights.base
            workers.run(pieces: weights.count) { row in
                let some = UnsafeBufferPointer(start: firstWeights + row * kept, count: kept)
                let narrowness = pool.withElement { work in
                    self.narrowness(some, row: first + row, with: work)
                }
                estimates[row] = estimate(weights[row].diagnose(), narrowness)
            }
        }
        return estimates
    }

    /// NaN where there is none, and for too few draws.
    ///
    /// - Parameter row: in the stream.
    private func narrowness(
        _ logWeights: UnsafeBufferPointer<Double>, row: Int, with work: Work
    ) -> Double {
        guard hasNarrowness, samples >= DiagnosedWeights.fewestForShape else { return .nan }
        var narrowness = EncoderNarrowness(logWeights, latent: work.noise.columns)
        for first in stride(from: 0, to: logWeights.count, by: Self.most) {
            let noise = work.noise[0..<min(Self.most, logWeights.count - first)]
            self.noise.fill(
                noise.strided, with: .normal, row: row, draws: noise.rows, firstDraw: first)
            narrowness.add(noise, from: first)
        }
        return narrowness.value
    }

    private func estimate(_ diagnosis: WeightDiagnosis, _ narrowness: Double) -> LikelihoodEstimate {
        let logLikelihood = smooths ? diagnosis.smoothedLogMean : diagnosis.logMean
        // What smoothing changes is less certain than its error tells.
        let change = logLikelihood - diagnosis.logMean
        let error = Reliability.withRounding(
            hypot(diagnosis.standardError, change), of: logLikelihood)
        let mostNarrowness = Reliability.mostNarrowness(of: min(samples, Self.mostOfNarrowness))
        return LikelihoodEstimate(
            logLikelihood: logLikelihood, standardError: error,
            isReliable: (narrowness <= mostNarrowness || !hasNarrowness)
                && Reliability.holds(error: error, diagnosis, of: samples),
            diagnostics: [diagnosis.effectiveSampleSize, diagnosis.paretoShape, narrowness])
    }

    private func sum(
        _ rows: EncodedRows<Float>, _ range: Range<Int>, draws: Range<Int>, with work: Work,
        into sums: UnsafeMutablePointer<ImportanceWeights>, _ logWeights: UnsafeMutablePointer<Double>
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
            logWeights[i] = work.logLikelihoods.base[i] - work.logRatios.base[i]
            sums[i / draws.count].add(logWeights[i])
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
            let columns = packed.model.posterior.noiseColumns(latent: packed.model.architecture.latent)
            noiseBuffer = Buffer(count: Panels<Float>.elements(rows: capacity, columns: columns))
            noise = Panels(noiseBuffer, capacity: capacity, columns: columns)
            (logLikelihoods, logRatios) = (Buffer(count: capacity), Buffer(count: capacity))
        }
    }
}
