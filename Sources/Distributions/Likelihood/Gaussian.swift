import CLibrary
import Compute

/// What the decoder's outputs say of a Gaussian's mean.
public enum GaussianMean: String, CaseIterable, Codable, Sendable {
    /// The output itself.
    case real
    /// The sigmoid of the output, for data in [0, 1] (Kingma & Welling 2014, Frey faces).
    case unit
}

/// log p(x|z) = −½ Σ (log 2π + s + (x − m)² e⁻ˢ), s the log-variance (Kingma & Welling 2014, appendix C.2).
///
/// A learned s is bounded to ±14, beyond which its gradient is zero.
package struct Gaussian: Likelihood {
    package enum Variance {
        /// An output for each dimension.
        case perOutput
        /// One learned number for all.
        case shared
        /// One given standard deviation for all.
        case fixed(Double)
    }

    package let mean: GaussianMean
    package let variance: Variance

    package var outputsPerDimension: Int { if case .perOutput = variance { 2 } else { 1 } }
    package var parametersPerDimension: Int { 2 }
    package var initialLogVariance: Double? { if case .shared = variance { 0 } else { nil } }

    package func output(forMean value: Double) -> Double { mean == .unit ? logit(value) : value }

    private func form(_ logVariance: Double?) -> GaussianForm {
        let constant: Double? =
            switch variance {
            case .perOutput: nil
            case .shared: bounded(logVariance!)
            case .fixed(let sigma): 2 * log(sigma)
            }
        return GaussianForm(unitMean: mean == .unit, logVariance: constant)
    }

    package func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, group: Int, firstRow: Int, logVariance: Double?, into sums: LaneSums<S>,
        logVarianceSlopes: LaneSums<S>?
    ) {
        batch.gaussian(
            form(logVariance), group: group, firstRow: firstRow, into: sums, slopes: logVarianceSlopes)
    }

    /// NaN stays what it is.
    private func bounded(_ logVariance: Double) -> Double {
        abs(logVariance) > decoderLogVarianceBound
            ? (logVariance < 0 ? -1 : 1) * decoderLogVarianceBound : logVariance
    }

    package func mean<S: Real>(of outputs: Matrix<S>, into means: Matrix<S>) {
        form(0).parameters(of: outputs, means: means, logVariances: nil)
    }

    package func parameters<S: Real>(of outputs: Matrix<S>, logVariance: Double?, into arrays: [Matrix<S>]) {
        form(logVariance).parameters(of: outputs, means: arrays[0], logVariances: arrays[1])
    }

    package func sample<S: Real>(
        from outputs: Matrix<S>, logVariance: Double?, noise: Noise, row: Int, into samples: Matrix<S>
    ) {
        withScratch(S.self, rows: 2 * samples.rows, columns: samples.columns) { scratch in
            let means = scratch[0..<samples.rows]
            let logVariances = scratch[samples.rows..<2 * samples.rows]
            parameters(of: outputs, logVariance: logVariance, into: [means, logVariances])
            noise.fillNormal(samples, row: row)
            gaussianSample(
                means: means, logVariances: logVariances, normals: samples, into: samples)
        }
    }
}

/// log(p / (1 − p)), with p kept far enough from 0 and 1 for a start.
package func logit(_ p: Double) -> Double {
    let bounded = min(max(p, 1e-3), 1 - 1e-3)
    return log(bounded / (1 - bounded))
}
