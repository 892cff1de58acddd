import Compute
import Distributions

/// What each latent dimension tells of the data, over many rows.
public struct LatentStatistics: Sendable {
    /// KL(q(z_j|x) ‖ p(z_j)) in nats, where wanted; NaN where the posterior's dimensions are not independent.
    public private(set) var divergences: [Moments]
    /// The means of the posteriors, or their medians where there are none.
    public private(set) var means: [Moments]

    private let posterior: any Posterior
    private let wantsDivergences: Bool

    /// - Parameter wantsDivergences: they take long where they have no closed form.
    public init(
        latent: Int, posterior: any Posterior = DiagonalGaussian(), wantsDivergences: Bool = true
    ) {
        self.posterior = posterior
        self.wantsDivergences = wantsDivergences
        divergences = [Moments](repeating: Moments(), count: latent)
        means = divergences
    }

    public mutating func add(_ rows: EncodedRows<Float>) {
        let latent = means.count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.posteriors.count * latent) {
            parameters in
            parameters.initialize(repeating: 0)
            var centers = [Double](repeating: 0, count: latent)
            for row in 0..<rows.count {
                rows.copyParameters(of: row, to: parameters)
                posterior.centers(parameters, into: &centers)
                for j in 0..<latent { means[j].add(centers[j]) }
                guard wantsDivergences else { continue }
                for j in 0..<latent { divergences[j].add(posterior.divergence(of: j, parameters)) }
            }
        }
    }

    /// Whether the means of a dimension have a variance above 0.01 (Burda, Grosse & Salakhutdinov 2015).
    public func isActive(_ dimension: Int) -> Bool { means[dimension].variance > 0.01 }

    public var activeUnits: Int { means.indices.count(where: isActive) }
}
