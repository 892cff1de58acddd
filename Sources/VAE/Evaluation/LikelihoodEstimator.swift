import Compute

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

/// A way to estimate log p(x) of each row.
public protocol LikelihoodEstimator: AnyObject {
    /// As the quantities that it gives are named: `is`, `ais`, `hmc` or `quadrature`.
    var name: String { get }
    /// Names of the diagnostics of each estimate.
    var diagnostics: [String] { get }
    /// An estimate for each row, the same for any number of threads and any cut of the stream into batches.
    func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate]
}
