import CLibrary
import Distributions

/// What came of one row's chains of annealed importance sampling.
struct AnnealedChains {
    let logWeights: [Double]
    let acceptance: Double

    /// Fewer chains tell too little of how their weights vary.
    private static let fewest = 4
    /// With fewer the shape of the tail varies too much to be asked.
    private static let fewestForShape = 100

    /// - Parameter sign: −1 where the weights are reciprocal ones.
    func estimate(sign: Double = 1) -> LikelihoodEstimate {
        var weights = DiagnosedWeights(count: logWeights.count)
        for weight in logWeights { weights.add(weight) }
        let (diagnosis, count) = (weights.diagnose(), logWeights.count)
        let error = Reliability.withRounding(
            max(jackknifeError(logWeights), logNormalError) * smallSampleFactor(count),
            of: diagnosis.logMean)
        let isReliable =
            count < Self.fewestForShape
            ? count >= Self.fewest && error <= Reliability.mostError
            : Reliability.holds(error: error, diagnosis, of: count)
        return LikelihoodEstimate(
            logLikelihood: sign * diagnosis.logMean, standardError: error, isReliable: isReliable,
            diagnostics: [diagnosis.effectiveSampleSize, diagnosis.paretoShape, acceptance])
    }

    /// √log(1 + (e^s² − 1) / n), with s² the variance of n log-weights: the error if they are normal, as sums over many
    /// distributions nearly are. The jackknife of few weights knows only those large ones that have occurred.
    private var logNormalError: Double {
        let (variance, count) = (Moments(of: logWeights).variance, Double(logWeights.count))
        // Beyond 50, e^s² is all there is.
        let square = variance < 50 ? log1p(expm1(variance) / count) : variance - log(count)
        return max(square, 0).squareRoot()
    }
}
