import CLibrary
import Compute
import Distributions

/// A model without latents: each column is independent and has the mean, and for Gaussians the variance, of the data.
public struct ColumnModel: Sendable {
    private let columns: ColumnStatistics

    /// More rows change its score by less than what it is compared for.
    private static let mostRows = 4096

    /// - Parameter rows: of which no more than a few thousand are read, equally far apart; on each rank where each has some.
    public init(_ architecture: Architecture, rows: TrainingRows) {
        let count = min(rows.count, ColumnModel.mostRows)
        let indices = (0..<count).lazy.map { rows.indices[$0 * rows.count / count] }
        columns = ColumnStatistics(of: rows, at: indices) { row in
            guard architecture.binarization == .threshold else { return }
            for d in row.indices where !row[d].isNaN { row[d] = row[d] > 0.5 ? 1 : 0 }
        }
    }

    /// How many numbers of a row are observed in the mean.
    public var observedMean: Double { columns.shares.reduce(0, +) }

    /// The mean log-likelihood of what is observed of a row, in nats, nil of counts and of tables; where all is:
    ///
    /// - Bernoulli: Σ m log m + (1 − m) log(1 − m);
    /// - continuous Bernoulli: Σ max of m o − log((eᵒ − 1) / o) over o from −10 to 10;
    /// - Gaussian: −½ Σ (log 2πv + 1), the mean v of all columns where one is shared, −½ Σ (log 2πσ² + v / σ²) where σ
    ///   is given. A constant column, whose density has no bound, counts as one of variance 1 does at its mean.
    public func logLikelihood(_ architecture: Architecture) -> Double? {
        switch architecture.likelihood {
        case .bernoulli: sum { mean, _ in negativeEntropy(mean) + negativeEntropy(1 - mean) }
        case .continuousBernoulli: sum { mean, _ in greatestContinuousBernoulli(mean: mean) }
        case .gaussian: sum { _, variance in gaussian(variance: variance) }
        case .gaussianShared: observedMean * gaussian(variance: columns.meanVariance)
        case .gaussianFixed:
            sum { _, variance in
                let fixed = architecture.sigma * architecture.sigma
                return -(log(2 * .pi * fixed) + variance / fixed) / 2
            }
        case .poisson, .negativeBinomial, .zeroInflatedNegativeBinomial, .perColumn: nil
        }
    }

    /// Σ share · f(mean, variance) over the columns that were ever observed.
    private func sum(_ logLikelihood: (Double, Double) -> Double) -> Double {
        columns.means.indices.reduce(0) { sum, d in
            let share = columns.shares[d]
            return share > 0
                ? sum + share * logLikelihood(columns.means[d], columns.variances[d]) : sum
        }
    }
}

private func negativeEntropy(_ p: Double) -> Double { p > 0 ? p * log(p) : 0 }

private func gaussian(variance: Double) -> Double {
    variance > 0 ? -(log(2 * .pi * variance) + 1) / 2 : -log(2 * .pi) / 2
}

/// The mean log-density of data with a mean in [0, 1] at the best o from −10 to 10, which gives constant columns a
/// density with a bound, by bisection of its derivative m − A′(o).
private func greatestContinuousBernoulli(mean: Double) -> Double {
    var (low, high) = (-10.0, 10.0)
    for _ in 0..<40 {
        let o = (low + high) / 2
        // A′(o) = 1 / (1 − e⁻ᵒ) − 1 / o.
        let expected = abs(o) < 1e-3 ? 0.5 + o / 12 : -1 / expm1(-o) - 1 / o
        if expected < mean { low = o } else { high = o }
    }
    let o = (low + high) / 2
    // A(o) = log((eᵒ − 1) / o).
    let normalizer = abs(o) < 1e-3 ? o / 2 : o > 0 ? o + log(-expm1(-o) / o) : log(expm1(o) / o)
    return mean * o - normalizer
}
