import Compute

/// Rows that were loaded and encoded: what estimators of log p(x) start from. A view of an evaluator's memory.
public struct EncodedRows<S: Real>: Sendable {
    /// N × D, prepared as the model expects it.
    let data: Panels<S>
    /// N × 2J: means, then log-variances, not yet bounded to ±``posteriorLogVarianceBound``.
    let posteriors: Matrix<S>
    /// The place of the first row in the stream.
    public let row: Int

    public var count: Int { posteriors.rows }

    public func prefix(_ count: Int) -> EncodedRows {
        EncodedRows(data: data[0..<count], posteriors: posteriors[0..<count], row: row)
    }
}

/// An estimate of log p(x) of one row, in nats.
public struct LikelihoodEstimate: Sendable {
    public let logLikelihood: Double
    /// NaN where there is no telling.
    public let standardError: Double
    /// What tells whether to trust it, as ``LikelihoodEstimator/diagnostics`` names it.
    public let diagnostics: [Double]
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
