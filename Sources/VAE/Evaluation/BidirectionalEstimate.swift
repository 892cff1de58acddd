/// Bounds of log p(x) of one row from both sides, for data that the model itself has drawn (Grosse, Ghahramani & Adams
/// 2015; Wu, Burda, Salakhutdinov & Grosse 2017).
///
/// Annealed importance sampling from the prior bounds it from below, in expectation. The same chains the other way, from
/// the z that x was drawn with, have weights 1 / w of mean 1 / p(x), so that −log of their mean bounds it from above.
/// The upper bound's standard error does not cover that the chains of a row share that z.
public struct BidirectionalEstimate: Sendable {
    public let lower: LikelihoodEstimate
    public let upper: LikelihoodEstimate

    /// How far at most, in expectation, either is from log p(x), in nats.
    public var gap: Double { upper.logLikelihood - lower.logLikelihood }

    /// Whether the lower bound is reliable and the gap no more than ``Reliability/mostGap``.
    public var isReliable: Bool { lower.isReliable && gap <= Reliability.mostGap }
}
