import CKernels

/// Posterior log-variances are bounded to this many nats either way.
public let posteriorLogVarianceBound: Double = VAE_POSTERIOR_LOG_VARIANCE_BOUND

/// A posterior's log-variance as it counts; NaN stays what it is.
public func boundedPosteriorLogVariance<S: Real>(_ logVariance: S) -> S {
    let bound = S(posteriorLogVarianceBound)
    return abs(logVariance) > bound ? (logVariance < 0 ? -bound : bound) : logVariance
}

/// N posteriors with L draws of each.
public struct PosteriorBatch<S: Real> {
    /// A block of N × J for each parameter.
    public let parameters: [StridedMatrix<S>]
    /// ε of each draw, N · L rows: J numbers, or as many as the family draws from.
    public let noise: StridedMatrix<S>
    /// z, (N · L) × J.
    public let latents: StridedMatrix<S>
    public let draws: Int

    public init(
        parameters: [StridedMatrix<S>], noise: StridedMatrix<S>, latents: StridedMatrix<S>, draws: Int
    ) {
        precondition(
            parameters.allSatisfy { $0.columns == latents.columns && $0.rows * draws == latents.rows })
        precondition(noise.rows == latents.rows)
        self.parameters = parameters
        self.noise = noise
        self.latents = latents
        self.draws = draws
    }

    /// - Parameter parameters: N × (parameters · J), a block of J after the other.
    public init(parameters: Matrix<S>, noise: Matrix<S>, latents: Matrix<S>, draws: Int) {
        let columns = latents.columns
        precondition(parameters.columns % columns == 0)
        self.init(
            parameters: (0..<parameters.columns / columns).map {
                parameters.strided(columns: $0 * columns..<($0 + 1) * columns)
            }, noise: noise.strided, latents: latents.strided, draws: draws)
    }
}

/// How a loss contains the divergence of the posterior from the prior.
public enum DivergenceTerm {
    /// weight · KL(q(z|x) ‖ p(z)).
    case closedForm
    /// weight · the mean log ratio over the draws.
    case sampled
    /// weight · Σ w log ratio, with weights w of the draws that sum to 1 for each row.
    case weighted(UnsafePointer<Double>)
    /// The same, its gradient doubly reparameterised (Tucker, Lawson, Gu & Maddison 2019): through the draws alone, each
    /// multiplied by 1 − β + βw, where importance weights contain (p(z) / q(z|x))^β.
    case doublyReparameterized(UnsafePointer<Double>, beta: Double)
}

/// The kernels of a family of posteriors with its prior, found by its name.
public struct PosteriorKernel: Sendable {
    let index: Int32

    /// - Precondition: there is a family of that name.
    public init(named name: String) { index = kernelIndex(VAE_POSTERIORS, name) }

    private func withBatch<S: Real>(
        _ batch: PosteriorBatch<S>, _ body: (UnsafePointer<vae_posterior>) -> Void
    ) {
        precondition(batch.noise.columns == batch.latents.columns)
        var arguments = vae_posterior()
        arguments.rows = batch.latents.rows / batch.draws
        arguments.latent = batch.latents.columns
        arguments.draws = batch.draws
        arguments.parameters = views(batch.parameters)
        arguments.noise = batch.noise.view
        arguments.latents = batch.latents.view
        body(&arguments)
    }

    /// The views of a family's parameters, which has two at most.
    private func views<S>(_ blocks: [StridedMatrix<S>]) -> (vae_view, vae_view) {
        precondition(1...Int(VAE_POSTERIOR_PARAMETERS) ~= blocks.count)
        return (blocks[0].view, blocks[blocks.count - 1].view)
    }

    /// z = g(ε) of each draw.
    public func draw<S: Real>(_ batch: PosteriorBatch<S>) {
        withBatch(batch) { S.kernels.pointee.posterior_draw(index, $0) }
    }

    /// KL(q(z|x) ‖ p(z)) of each row in closed form, in nats.
    public func divergence<S: Real>(_ batch: PosteriorBatch<S>, into sums: UnsafeMutablePointer<Double>) {
        withBatch(batch) { S.kernels.pointee.posterior_divergence(index, $0, sums) }
    }

    /// log q(z|x) − log p(z) of each draw, in nats.
    public func logRatios<S: Real>(_ batch: PosteriorBatch<S>, into ratios: UnsafeMutablePointer<Double>) {
        withBatch(batch) { S.kernels.pointee.posterior_log_ratio(index, $0, ratios) }
    }

    /// The gradient with respect to the parameters of a loss that contains the divergence and whose gradient with respect
    /// to the latents is otherwise `latentGradient`, (N · L) × J.
    ///
    /// - Parameter gradient: a block of N × J for each parameter.
    public func gradient<S: Real>(
        _ batch: PosteriorBatch<S>, latentGradient: StridedMatrix<S>, divergence: DivergenceTerm,
        weight: Double, into gradient: [StridedMatrix<S>]
    ) {
        precondition(
            latentGradient.rows == batch.latents.rows && latentGradient.columns == batch.latents.columns)
        precondition(gradient.count == batch.parameters.count)
        let (kind, weights, beta): (vae_divergence, UnsafePointer<Double>?, Double) =
            switch divergence {
            case .closedForm: (VAE_CLOSED_FORM, nil, 1)
            case .sampled: (VAE_SAMPLED, nil, 1)
            case .weighted(let weights): (VAE_SAMPLED, weights, 1)
            case .doublyReparameterized(let weights, let beta): (VAE_DOUBLY_REPARAMETERIZED, weights, beta)
            }
        var arguments = vae_posterior_gradient()
        arguments.divergence = kind
        arguments.weight = weight
        arguments.draw_weights = weights
        arguments.beta = beta
        arguments.latent_gradient = latentGradient.view
        arguments.gradient = views(gradient)
        withBatch(batch) { S.kernels.pointee.posterior_gradient(index, $0, &arguments) }
    }
}
