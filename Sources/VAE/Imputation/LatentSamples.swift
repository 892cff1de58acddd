import Distributions

/// Draws of z from p(z|x) of one row, x what is observed, with weights that sum to 1.
public struct LatentSamples: Sendable {
    /// n × J.
    let latents: [Float]
    /// n; NaN where the model gave no number that is finite.
    let weights: [Double]
    /// As many independent draws with equal weights are worth as much; NaN where nothing tells.
    public let effectiveSampleSize: Double
    /// Of the tail of importance weights, see ``WeightDiagnosis/paretoShape``; NaN where there are none, or too few.
    let paretoShape: Double
    /// Whether the diagnostics of the method pass.
    public let isReliable: Bool

    /// Fewer independent draws are too few: below this the mean of draws adds a thirtieth to the variance of an
    /// imputation, or more.
    public static let fewest = 30.0

    /// With equal weights.
    init(latents: [Float], count: Int, effectiveSampleSize: Double, isReliable: Bool) {
        self.latents = latents
        paretoShape = .nan
        weights = [Double](repeating: 1 / Double(count), count: count)
        self.effectiveSampleSize = effectiveSampleSize
        self.isReliable = isReliable
    }

    /// Self-normalised importance weights: w / Σ w, of an effective size of (Σ w)² / Σ w² (Kong 1992).
    init(latents: [Float], logWeights: [Double]) {
        self.latents = latents
        weights = normalizedWeights(logWeights)
        effectiveSampleSize = 1 / weights.reduce(0) { $0 + $1 * $1 }
        var diagnosed = DiagnosedWeights(count: logWeights.count)
        for weight in logWeights { diagnosed.add(weight) }
        paretoShape = diagnosed.diagnose().paretoShape
        isReliable =
            effectiveSampleSize >= Self.fewest
            && !(paretoShape > Reliability.mostParetoShape(of: logWeights.count))
    }

    var count: Int { weights.count }

    /// Whether there are weights.
    var areFinite: Bool { weights[0].isFinite }

    /// The draw of the largest weight; nil: there are no weights.
    var best: Int? { areFinite ? weights.indices.max { weights[$0] < weights[$1] } : nil }

    /// The draw below whose end in the order of cumulated weights a number in [0, 1) lies.
    func draw(at uniform: Double) -> Int {
        var sum = 0.0
        for (index, weight) in weights.enumerated() {
            sum += weight
            if uniform < sum { return index }
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }
}
