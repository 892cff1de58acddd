import VAE

/// Tells of a training that ended worse than it would have without latents.
enum BoundWarning {
    /// Nats for each value of a row that a bound must be lower by: little after a training of some length, about what
    /// an untrained model lacks after a short one.
    private static func tolerance(steps: Int) -> Double { steps < 1000 ? 1 : 0.1 }

    /// - Parameters:
    ///   - bound: on the training rows, of the model that is written, in nats per row.
    ///   - steps: how many it was trained for.
    ///   - columns: what the rows are like without latents.
    /// - Returns: nil where the bound is not that low, or the training ended as soon as it began.
    static func message(
        _ bound: Double, after steps: Int, _ architecture: Architecture,
        columns: @autoclosure () -> ColumnModel
    ) -> String? {
        guard steps >= 5 else { return nil }
        let columns = columns()
        guard let score = columns.logLikelihood(architecture),
            bound < score - tolerance(steps: steps) * columns.observedMean
        else { return nil }
        let known = architecture.likelihood.isGaussian ? "the mean and variance" : "only the mean"
        return
            "warning: the bound is \(rounded(bound)) nats, where a model that knows \(known) of each column has "
            + "\(rounded(score)); a lower --learning-rate or more --epochs may help"
    }

    private static func rounded(_ nats: Double) -> String {
        abs(nats) < 1e7 ? fixed(nats, 1) : "\(Float(nats))"
    }
}
