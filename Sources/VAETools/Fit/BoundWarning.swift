import VAE

/// Tells of a training that ended worse than it would have without latents.
enum BoundWarning {
    /// Nats for each value of a row that a bound must be lower by: little after a training of some length, about what
    /// an untrained model lacks after a short one.
    private static func tolerance(epochs: Int) -> Double { epochs < 20 ? 1 : 0.1 }

    /// - Parameters:
    ///   - bound: of the model that is written, in nats per row.
    ///   - epochs: how many it was trained for.
    /// - Returns: nil where the bound is not that low.
    static func message(
        _ bound: Double, after epochs: Int, _ architecture: Architecture, rows: TrainingRows
    ) -> String? {
        let score = ColumnModel(architecture, rows: rows).logLikelihood(architecture)
        guard bound < score - tolerance(epochs: epochs) * Double(architecture.dimensions) else { return nil }
        let known = architecture.likelihood.isGaussian ? "the mean and variance" : "only the mean"
        return
            "warning: the bound is \(rounded(bound)) nats, where a model that knows \(known) of each column has "
            + "\(rounded(score)); a lower --learning-rate or more --epochs may help"
    }

    private static func rounded(_ nats: Double) -> String {
        abs(nats) < 1e7 ? fixed(nats, 1) : "\(Float(nats))"
    }
}
