import Compute

/// A family p(x|z) whose parameters the decoder's outputs give, with independent dimensions.
public protocol Likelihood: Sendable {
    /// Outputs of the decoder for each of the D dimensions.
    var outputsPerDimension: Int { get }

    /// The log-variance at the start where the family has one, learned, for all dimensions; else nil.
    var initialLogVariance: Double? { get }

    /// The output that gives the mean `mean`, to start the decoder's biases with.
    func output(forMean mean: Double) -> Double

    /// Sums log p(x|z) in nats over one group of panels of each row of a batch and, where the batch asks for it,
    /// writes its gradient there.
    ///
    /// - Parameters:
    ///   - firstRow: where the rows of the batch stand in `sums`.
    ///   - logVariance: the learned log-variance of all dimensions, where the family has one.
    ///   - logVarianceSlopes: gets the derivative with respect to it.
    func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, group: Int, firstRow: Int, logVariance: Double?, into sums: LaneSums<S>,
        logVarianceSlopes: LaneSums<S>?)

    /// The mean of x for each row, N × D.
    func mean<S: Real>(of outputs: Matrix<S>, into means: Matrix<S>)

    /// How many arrays of D numbers describe the distribution of one row.
    var parametersPerDimension: Int { get }

    /// The distribution's parameters: logits, or mean and log-variance; N × D each.
    func parameters<S: Real>(of outputs: Matrix<S>, logVariance: Double?, into arrays: [Matrix<S>])

    /// Draws x for each row; `row` is the place of the first in the stream.
    func sample<S: Real>(
        from outputs: Matrix<S>, logVariance: Double?, noise: Noise, row: Int, into samples: Matrix<S>)
}

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

    /// Where x may lie; nil for all real numbers.
    public var support: ClosedRange<Float>? { isGaussian ? nil : 0...1 }

    /// - Parameter sigma: the standard deviation of `gaussianFixed`.
    package func likelihood(mean: GaussianMean, sigma: Double) -> any Likelihood {
        switch self {
        case .bernoulli: Bernoulli()
        case .continuousBernoulli: ContinuousBernoulli()
        case .gaussian: Gaussian(mean: mean, variance: .perOutput)
        case .gaussianShared: Gaussian(mean: mean, variance: .shared)
        case .gaussianFixed: Gaussian(mean: mean, variance: .fixed(sigma))
        }
    }
}
