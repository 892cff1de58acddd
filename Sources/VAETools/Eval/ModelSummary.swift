import Compute
import VAE

/// What the scores of all rows by one model come to.
struct ModelSummary {
    private(set) var latents: LatentStatistics

    private var columns: [ScoreSummary]
    private let aggregate: AggregatePosterior
    /// Rows that the aggregate posterior is estimated from.
    private static let aggregateRows = 4096

    init(_ columns: [ScoreColumn], of model: VariationalAutoencoder<Float>, seed: UInt64) {
        self.columns = columns.map(ScoreSummary.init)
        let latent = model.architecture.latent
        latents = LatentStatistics(latent: latent, posterior: model.posterior)
        aggregate = AggregatePosterior(
            latent: latent, capacity: Self.aggregateRows, seed: seed, posterior: model.posterior,
            prior: model.prior)
    }

    mutating func add(_ scored: ModelScorer.ScoredRows) {
        latents.add(scored.rows)
        if !latents.means.isEmpty { aggregate.add(scored.rows) }
        for row in scored.scores {
            for (column, value) in row.enumerated() { columns[column].add(value) }
        }
    }

    /// Empty without rows.
    func quantities(_ workers: Workers) -> [SummaryQuantity] {
        let quantities = columns.compactMap(\.quantity)
        guard !quantities.isEmpty, !latents.means.isEmpty else { return quantities }
        let terms = aggregate.estimate(workers)
        let (information, divergence) = (terms.mutualInformation, terms.marginalDivergence)
        return quantities + [
            SummaryQuantity(name: "active_units", mean: Double(latents.activeUnits), standardError: nil),
            SummaryQuantity(
                name: "mutual_information", mean: information.mean,
                standardError: information.standardError
            ).inBits(1),
            SummaryQuantity(
                name: "marginal_kl", mean: divergence.mean, standardError: divergence.standardError
            ).inBits(1),
        ]
    }
}
