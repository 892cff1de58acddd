import Compute

extension LikelihoodPass {
    /// log p(x|z) of a few rows under many latent vectors each, and its gradient with respect to z, on one thread.
    ///
    /// - Parameters:
    ///   - latents: (R · n) × J, the n of each row one after the other.
    ///   - data: R × D, prepared as the model expects it.
    ///   - logLikelihoods: R · n, in nats and in the units of the data, of what is observed.
    ///   - gradient: gets ∂ log p(x|z) / ∂z, (R · n) × J, if it is wanted.
    package func evaluate(
        _ latents: Matrix<S>, of data: DataRows<S>, into logLikelihoods: UnsafeMutablePointer<Double>,
        gradient: Matrix<S>? = nil
    ) {
        let rows = 0..<latents.rows
        self.latents[rows].copy(from: latents)
        evaluate(rows.count, of: data, into: logLikelihoods, differentiates: gradient != nil)
        guard let gradient else { return }
        pass.backward(rows: rows)
        latentGradient[rows].copy(to: gradient)
    }

    /// log p(x|z) of the first `count` of ``latents``, on one thread.
    ///
    /// - Parameter differentiates: whether the gradient with respect to what the decoder gave is wanted.
    package func evaluate(
        _ count: Int, of data: DataRows<S>, into logLikelihoods: UnsafeMutablePointer<Double>,
        differentiates: Bool = false
    ) {
        precondition(count <= capacity && count % data.count == 0)
        let (rows, draws) = (0..<count, count / data.count)
        join(data.condition, draws: draws)
        pass.forward(rows: rows)
        if let observation {
            return score(
                count, of: data, by: observation, into: logLikelihoods, differentiates: differentiates)
        }
        for group in 0..<groups {
            score(
                rows, of: data, draws: draws, group: group,
                weight: differentiates ? 1 : nil)
        }
        sum(rows)
        for row in rows { logLikelihoods[row] = logDensities[row] + data.logJacobian(row / draws) }
    }

    /// Joins the condition of each row to its first latent vectors, `draws` of them.
    func join(_ condition: Panels<S>?, draws: Int) {
        guard let condition else { return }
        pass.input.join(condition, after: latent, rows: 0..<condition.rows, draws: draws)
    }
}
