import Compute

/// log p(x) = log ∫ p(z) p(x|z) dz for one or two latent dimensions, two or three of a simplex, by globally adaptive cubature
/// (van Dooren & de Ridder 1976) with products of the Gauss–Kronrod rule of 7 and 15 nodes. The integral is over
/// unconstrained coordinates of z.
///
/// The first cells are coarse, cut where the encoder expects the posterior; those that err most are halved until the
/// errors, as differences between the two rules, are 10⁻⁵ of the integral or 2⁻²² |log p(x)|, what sums in `Float`
/// leave, or until ``mostEvaluations`` are spent. The region grows until its rim adds nothing. The error reported is the
/// sum of the differences, in nats; that of log p(x) is smaller, below 10⁻⁴ where |log p(x)| is below 500. A peak
/// beside another is missed if it is narrower than 0.05 widths of the prior and the encoder does not point at it.
public final class Quadrature: LikelihoodEstimator {
    /// Of the integral.
    public static let mostDimensions = 2
    /// Of the decoder, for each row.
    public static let mostEvaluations = 300_000

    public let name = "quadrature"
    public let diagnostics = ["evaluations"]
    private let pool: Pool<RowIntegral>

    /// - Precondition: the model's prior has at most ``mostDimensions`` to integrate over, and it is packed in float32.
    public init(_ packed: PackedModel<Float>) {
        let latent = packed.model.architecture.latent
        precondition(packed.model.prior.integrationDimensions(latent: latent) <= Self.mostDimensions)
        precondition(packed.precision == .float32)
        pool = Pool { RowIntegral(packed) }
    }

    public func estimate(_ rows: EncodedRows<Float>, _ workers: Workers) -> [LikelihoodEstimate] {
        var estimates = [LikelihoodEstimate](repeating: .missing, count: rows.count)
        estimates.withUnsafeMutableBufferPointer { estimates in
            nonisolated(unsafe) let estimates = estimates
            workers.run(pieces: rows.count) { row in
                estimates[row] = pool.withElement {
                    $0.estimate(rows[row..<row + 1])
                }
            }
        }
        return estimates
    }
}
