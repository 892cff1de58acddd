import Compute
import Distributions
import VAE

/// What the scores of all rows by one model come to.
struct ModelSummary {
    /// Of the encoder's posteriors; nil without one.
    private(set) var latents: LatentStatistics?
    /// Rows with a score.
    private(set) var rows = 0

    private var columns: [ScoreSummary]
    private var aggregate: AggregatePosterior?
    /// Rows that the aggregate posterior is estimated from.
    private static let aggregateRows = 4096
    /// The same where densities are not those of Gaussians, which have a kernel.
    private static let aggregateRowsOfFamilies = 1024

    /// - Parameter perLatent: whether the KL terms of latent dimensions are wanted.
    init(
        _ columns: [ScoreColumn], of model: VariationalAutoencoder<Float>, perLatent: Bool, seed: UInt64
    ) {
        self.columns = columns.map(ScoreSummary.init)
        let latent = model.architecture.latent
        guard model.architecture.hasEncoder, latent > 0 else { return }
        latents = LatentStatistics(
            latent: latent, posterior: model.posterior, wantsDivergences: perLatent)
        aggregate = AggregatePosterior(
            latent: latent,
            capacity: model.posterior is DiagonalGaussian
                ? Self.aggregateRows : Self.aggregateRowsOfFamilies,
            seed: seed, posterior: model.posterior, prior: model.prior)
    }

    /// Adds the rows that have a score.
    mutating func add(_ scored: ScoredRows) {
        for range in scored.usable {
            rows += range.count
            latents?.add(scored.rows[range])
            aggregate?.add(scored.rows[range])
            for row in scored.scores[range] {
                for (column, value) in row.enumerated() { columns[column].add(value) }
            }
        }
    }

    /// Empty without rows.
    func quantities(_ workers: Workers) -> [SummaryQuantity] {
        let quantities = columns.compactMap(\.quantity)
        guard !quantities.isEmpty, let latents, let aggregate else { return quantities }
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
