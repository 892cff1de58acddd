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
    /// Whether z_j is a function of normal noise ε_j.
    private let hasNarrowness: Bool
    private let noise: Noise
    private let pool: Pool<ProposalPass>

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
        let (posterior, latent) = (packed.model.posterior, packed.model.architecture.latent)
        hasNarrowness = posterior.noise == .normal && posterior.noiseColumns(latent: latent) == latent
        noise = Noise(seed: seed, purpose: .importance, isCommon: commonNoise)
        pool = Pool { ProposalPass(packed, capacity: ProposalPass.most) }
    }

    public func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate] {
        var weights = [DiagnosedWeights](repeating: DiagnosedWeights(count: samples), count: rows.count)
        let rowStep = max(ProposalPass.most / samples, 1)
        let chunks = (samples + ProposalPass.most - 1) / ProposalPass.most
        let total = (rows.count + rowStep - 1) / rowStep * chunks
        let logWeights = Buffer<Double>(count: min(Self.pieces, total) * ProposalPass.most)
        let kept = min(samples, Self.mostOfNarrowness)
        let firstWeights = Buffer<Double>(count: rows.count * kept)
        for first in stride(from: 0, to: total, by: Self.pieces) {
            let pieces = first..<min(first + Self.pieces, total)
            var sums = [ImportanceWeights](repeating: ImportanceWeights(), count: pieces.count * rowStep)
            func draws(_ piece: Int) -> Range<Int> {
                let first = piece % chunks * ProposalPass.most
                return first..<min(first + ProposalPass.most, samples)
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
                            into: sums.baseAddress! + index * rowStep, logWeights + index * ProposalPass.most)
                    }
                }
            }
            for (index, piece) in pieces.enumerated() {
                let (first, count) = (draws(piece).lowerBound, draws(piece).count)
                for (place, row) in rowsOf(piece).enumerated() {
                    let start = logWeights.base + index * ProposalPass.most + place * count
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
                let narrowness = pool.withElement { pass in
                    self.narrowness(some, row: first + row, with: pass)
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
        _ logWeights: UnsafeBufferPointer<Double>, row: Int, with pass: ProposalPass
    ) -> Double {
        guard hasNarrowness, samples >= DiagnosedWeights.fewestForShape else { return .nan }
        var narrowness = EncoderNarrowness(logWeights, latent: pass.noise.columns)
        for first in stride(from: 0, to: logWeights.count, by: ProposalPass.most) {
            let noise = pass.noise[0..<min(ProposalPass.most, logWeights.count - first)]
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
        _ rows: EncodedRows<Float>, _ range: Range<Int>, draws: Range<Int>, with pass: ProposalPass,
        into sums: UnsafeMutablePointer<ImportanceWeights>, _ logWeights: UnsafeMutablePointer<Double>
    ) {
        pass.draw(rows[range], draws, with: noise)
        for i in 0..<range.count * draws.count {
            logWeights[i] = pass.logWeight(i)
            sums[i / draws.count].add(logWeights[i])
        }
    }
}
