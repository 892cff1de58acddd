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

    public var isGaussian: Bool {
        switch self {
        case .bernoulli, .continuousBernoulli: false
        case .gaussian, .gaussianShared, .gaussianFixed: true
        }
    }

    /// Where x may be; nil for all real numbers.
    public var support: ClosedRange<Float>? { isGaussian ? nil : 0...1 }

    /// - Parameter sigma: the standard deviation of `gaussianFixed`.
    public func likelihood(mean: GaussianMean, sigma: Double) -> any Likelihood {
        switch self {
        case .bernoulli: Bernoulli()
        case .continuousBernoulli: ContinuousBernoulli()
        case .gaussian: Gaussian(mean: mean, variance: .perOutput)
        case .gaussianShared: Gaussian(mean: mean, variance: .shared)
        case .gaussianFixed: Gaussian(mean: mean, variance: .fixed(sigma))
        }
    }
}
