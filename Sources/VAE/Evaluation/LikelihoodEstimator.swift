import CLibrary
import Compute
import Distributions

/// An estimate of log p(x) of one row, in nats.
public struct LikelihoodEstimate: Sendable {
    public let logLikelihood: Double
    /// In nats, without a limit; NaN where there is no telling.
    public let standardError: Double
    /// Whether the diagnostics pass ``Reliability``.
    public let isReliable: Bool
    /// What tells whether to trust it, as ``LikelihoodEstimator/diagnostics`` names it.
    public let diagnostics: [Double]

    public init(logLikelihood: Double, standardError: Double, isReliable: Bool, diagnostics: [Double]) {
        (self.logLikelihood, self.standardError) = (logLikelihood, standardError)
        (self.isReliable, self.diagnostics) = (isReliable, diagnostics)
    }

    static let missing = LikelihoodEstimate(
        logLikelihood: .nan, standardError: .nan, isReliable: false, diagnostics: [])
}

extension LikelihoodEstimate {
    /// log (1/S) Σ p(x|θ), given an estimate of log p(x|θ) for each of S draws of the weights θ. Their errors are taken as
    /// those of the same noise, the diagnostics are means, and all estimates have to be reliable.
    ///
    /// - Precondition: there is an estimate.
    public init(averaging estimates: [LikelihoodEstimate]) {
        guard estimates.count > 1 else {
            self = estimates[0]
            return
        }
        var sum = ImportanceWeights()
        for estimate in estimates { sum.add(estimate.logLikelihood) }
        let logSum = sum.logMean + log(Double(estimates.count))
        self.init(
            logLikelihood: sum.logMean,
            standardError: estimates.reduce(0) { $0 + exp($1.logLikelihood - logSum) * $1.standardError },
            isReliable: estimates.allSatisfy(\.isReliable),
            diagnostics: estimates[0].diagnostics.indices.map { index in
                estimates.reduce(0) { $0 + $1.diagnostics[index] } / Double(estimates.count)
            })
    }
}

/// A way to estimate log p(x) of each row.
public protocol LikelihoodEstimator: AnyObject {
    /// As the quantities that it gives are named: `is`, `ais`, `hmc` or `quadrature`.
    var name: String { get }
    /// Names of the diagnostics of each estimate.
    var diagnostics: [String] { get }
    /// An estimate for each row, the same for any number of threads and any cut of the stream into batches.
    func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate]
}
