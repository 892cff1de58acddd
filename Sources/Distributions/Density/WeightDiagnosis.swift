import CLibrary

/// The mean of S importance weights w on the scale of logarithms, and whether it can be relied on.
public struct WeightDiagnosis: Sendable {
    /// log (1/S) Σ w.
    public let logMean: Double
    /// The same with the M largest weights replaced by quantiles of the generalised Pareto distribution that is fitted
    /// to them, none above the largest (Vehtari et al. 2015).
    public private(set) var smoothedLogMean: Double
    /// (Σ w)² / Σ w², between 1 and S (Kong 1992).
    public let effectiveSampleSize: Double
    /// k of that distribution: weights have 1/k moments. 0 where all are the same; NaN for fewer than
    /// ``DiagnosedWeights/fewestForShape``.
    public private(set) var paretoShape: Double
    /// The standard error of ``logMean`` in nats, without a limit: the larger of the jackknife's and of what the fitted
    /// tail makes of it, times √((S − 1) / (S − 3)), so that z-scores have a variance of 1 for few weights, too. NaN for
    /// one weight.
    public private(set) var standardError: Double

    /// By what the fitted tail raises the jackknife's error, 1 or more.
    public private(set) var tailFactor = 1.0

    /// Weights of a relative spread below this are all the same.
    private static let negligible = 1e-9
    /// The variance of a heavy tail need not exist. Counted are weights so large that one of this many samples of the
    /// same size has one.
    private static let samples = 50.0
    /// Shapes above this have errors as if they had it.
    private static let heaviest = 1.1

    /// - Parameters:
    ///   - sums: of all S weights.
    ///   - largest: logarithms of the M + 1 largest, or of all that are not 0, descending.
    ///   - tail: M.
    init(_ sums: ImportanceWeights, largest: [Double], tail: Int) {
        logMean = sums.logMean
        smoothedLogMean = logMean
        effectiveSampleSize = sums.effectiveSampleSize
        paretoShape = .nan
        let count = Double(sums.count)
        guard sums.count > 1, logMean.isFinite else {
            standardError = .nan
            return
        }
        let shares = largest.map { exp($0 - largest[0]) / sums.relativeSum }
        let body = sums.moments(without: shares)
        let jackknife = jackknifeError(count: count, tail: shares, body: body)
        standardError = jackknife * smallSampleFactor(sums.count)
        guard sums.count >= DiagnosedWeights.fewestForShape else { return }
        guard jackknife > Self.negligible else {
            paretoShape = 0
            return
        }
        let threshold = shares.count > tail ? shares[tail] : 0
        let tailShares = shares.prefix(tail)
        let missing = tail - tailShares.count
        let excesses = [Double](repeating: 0, count: missing) + tailShares.reversed().map { $0 - threshold }
        guard excesses.last! > Self.negligible * shares[0] else {
            paretoShape = 0
            return
        }
        let inner = shares.count > tail ? sums.moments(without: Array(tailShares)) : (0, 0)
        let fitted = GeneralizedPareto(fitting: excesses)
        paretoShape = fitted.shape
        smoothedLogMean += log(
            inner.0 + Self.smoothedSum(fitted, tail: tail, threshold: threshold, most: shares[0]))
        let tailError = Self.tailError(
            fitted, count: count, tail: tail, threshold: threshold, body: inner)
        tailFactor = max(tailError / jackknife, 1)
        standardError *= tailFactor
    }

    /// The sum of M quantiles, as shares of the sum of all weights.
    private static func smoothedSum(
        _ fitted: GeneralizedPareto, tail: Int, threshold: Double, most: Double
    ) -> Double {
        (0..<tail).reduce(0) { sum, index in
            let rest = (Double(index) + 0.5) / Double(tail)
            return sum + min(threshold + fitted.quantile(rest: rest), most)
        }
    }

    /// The relative error r of the mean with the moments of the fitted distribution for those of the tail, its shape
    /// above the fit by some standard errors, (1 + k) / √M: ¾ where the tail is light, two where a heavy one may have
    /// passed for a lighter one, see ``caution(_:)``; 1 + log r in nats where that is above 1.
    ///
    /// - Parameter body: the sums of the shares below the tail, and of their squares.
    private static func tailError(
        _ fitted: GeneralizedPareto, count: Double, tail: Int, threshold: Double,
        body: (first: Double, second: Double)
    ) -> Double {
        let size = Double(tail)
        let spread = (1 + max(fitted.shape, -0.5)) / size.squareRoot()
        let heavier = GeneralizedPareto(
            shape: min(fitted.shape + caution(fitted.shape) * spread, heaviest), scale: fitted.scale)
        let excess = heavier.truncatedMoments(rest: 1 / (samples * size))
        let mean = body.first + size * (threshold + excess.first)
        let square =
            body.second + size * (threshold * threshold + 2 * threshold * excess.first + excess.second)
        let error = max(square - mean * mean / count, 0).squareRoot()
        return error > 1 ? 1 + log(error) : error
    }

    /// ¾ up to a shape of 0.2, 2 from 0.45 on, and a line between them.
    private static func caution(_ shape: Double) -> Double { min(max(0.75 + 5 * (shape - 0.2), 0.75), 2) }
}

/// √((n − 1) / (n − 3)), the deviation of Student's t where an error comes from n numbers; 2 for three or fewer.
public func smallSampleFactor(_ count: Int) -> Double {
    count > 3 ? (Double(count - 1) / Double(count - 3)).squareRoot() : 2
}
