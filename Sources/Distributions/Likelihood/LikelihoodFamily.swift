/// The likelihoods a user can choose.
public enum LikelihoodFamily: String, CaseIterable, Codable, Sendable {
    case bernoulli
    case continuousBernoulli = "continuous-bernoulli"
    /// Mean and variance of each dimension are outputs.
    case gaussian
    /// One learned variance for all dimensions.
    case gaussianShared = "gaussian-shared"
    /// One given variance for all dimensions.
    case gaussianFixed = "gaussian-fixed"
    /// Counts whose variance is their mean.
    case poisson
    /// Counts with a mean and a dispersion of each dimension.
    case negativeBinomial = "negative-binomial"
    /// The same, with a share of zeros beside those that these give.
    case zeroInflatedNegativeBinomial = "zero-inflated-negative-binomial"
    /// One of its own for each column of a table.
    case perColumn = "per-column"

    public var isGaussian: Bool {
        switch self {
        case .gaussian, .gaussianShared, .gaussianFixed: true
        default: false
        }
    }

    /// Whether x is a number of things: 0, 1, 2, …
    public var isOfCounts: Bool {
        switch self {
        case .poisson, .negativeBinomial, .zeroInflatedNegativeBinomial: true
        default: false
        }
    }

    /// Where x may be; nil for all real numbers.
    public var support: ClosedRange<Float>? {
        isGaussian || self == .perColumn ? nil : isOfCounts ? 0...Float.greatestFiniteMagnitude : 0...1
    }

    /// - Parameter sigma: the standard deviation of `gaussianFixed`.
    public func likelihood(mean: GaussianMean, sigma: Double) -> any Likelihood {
        switch self {
        case .bernoulli: Bernoulli()
        case .continuousBernoulli: ContinuousBernoulli()
        case .gaussian: Gaussian(mean: mean, variance: .perOutput)
        case .gaussianShared: Gaussian(mean: mean, variance: .shared)
        case .gaussianFixed: Gaussian(mean: mean, variance: .fixed(sigma))
        case .perColumn: ColumnLikelihoods([])
        case .poisson: Poisson()
        case .negativeBinomial: NegativeBinomial(isZeroInflated: false)
        case .zeroInflatedNegativeBinomial: NegativeBinomial(isZeroInflated: true)
        }
    }
}
