import CLibrary
import Compute
import Distributions

/// What each latent dimension tells of the data, over many rows.
public struct LatentStatistics: Sendable {
    /// KL(q(z_j|x) ‖ p(z_j)) = ½ (m² + eˢ − 1 − s) in nats (Kingma & Welling 2014, appendix B), s being bounded.
    public private(set) var divergences: [MeanAndError]
    /// The means m of the posteriors.
    public private(set) var means: [MeanAndError]

    public init(latent: Int) {
        divergences = [MeanAndError](repeating: MeanAndError(), count: latent)
        means = divergences
    }

    public mutating func add(_ rows: EncodedRows<Float>) {
        let latent = means.count
        for row in 0..<rows.count {
            let parameters = rows.posteriors.row(row)
            for j in 0..<latent {
                let m = Double(parameters[j])
                let s = Double(boundedPosteriorLogVariance(parameters[latent + j]))
                divergences[j].add((m * m + (expm1(s) - s)) / 2)
                means[j].add(m)
            }
        }
    }

    /// Whether the means of a dimension have a variance above 0.01 (Burda, Grosse & Salakhutdinov 2015).
    public func isActive(_ dimension: Int) -> Bool { means[dimension].variance > 0.01 }

    public var activeUnits: Int { means.indices.count(where: isActive) }
}
