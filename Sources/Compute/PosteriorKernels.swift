import CKernels

/// Posterior log-variances are bounded to this many nats either way.
public let posteriorLogVarianceBound: Double = VAE_POSTERIOR_LOG_VARIANCE_BOUND

/// A posterior's log-variance as it counts; NaN stays what it is.
public func boundedPosteriorLogVariance<S: Real>(_ logVariance: S) -> S {
    let bound = S(posteriorLogVarianceBound)
    return abs(logVariance) > bound ? (logVariance < 0 ? -bound : bound) : logVariance
}

/// A batch of diagonal Gaussian posteriors, N × 2J (means, then log-variances), with L draws of each:
/// `noise` and `latents` are (N · L) × J.
public struct PosteriorRows<S: Real> {
    public let parameters: Matrix<S>
    public let noise: Matrix<S>
    public let latents: Matrix<S>
    public let draws: Int

    public init(parameters: Matrix<S>, noise: Matrix<S>, latents: Matrix<S>, draws: Int) {
        precondition(parameters.columns == 2 * latents.columns && noise.columns == latents.columns)
        precondition(latents.rows == parameters.rows * draws && noise.rows == latents.rows)
        self.parameters = parameters
        self.noise = noise
        self.latents = latents
        self.draws = draws
    }

    private var rows: vae_posterior_rows {
        vae_posterior_rows(
            rows: parameters.rows, latent: latents.columns, draws: draws, parameters: parameters.base,
            noise: noise.base, latents: latents.base)
    }

    private func withRows(_ kernel: (UnsafePointer<vae_posterior_rows>) -> Void) {
        withUnsafePointer(to: rows, kernel)
    }

    /// latents = mean + exp(log-variance / 2) ∘ noise.
    public func draw() { withRows { S.kernels.pointee.posterior_draw($0) } }

    /// KL(q(z|x) ‖ N(0, I)) of each row in closed form, in nats.
    public func divergence(into sums: UnsafeMutablePointer<Double>) {
        withRows { S.kernels.pointee.posterior_divergence($0, sums) }
    }

    /// log q(z|x) − log p(z) of each draw, in nats.
    public func logRatios(into ratios: UnsafeMutablePointer<Double>) {
        withRows { S.kernels.pointee.posterior_log_ratio($0, ratios) }
    }

    /// How a loss holds the divergence of the posterior from the prior.
    public enum DivergenceTerm {
        /// weight · KL(q(z|x) ‖ p(z)).
        case closedForm
        /// weight · the mean log ratio over the draws.
        case sampled
        /// weight · Σ w log ratio, with weights w of the draws that sum to 1 for each row.
        case weighted(UnsafePointer<Double>)
        /// The same, its gradient reparameterised twice (Tucker, Lawson, Gu & Maddison 2019): through the draws
        /// alone, each multiplied by 1 − β + βw, where importance weights hold (p(z) / q(z|x))^β.
        case doublyReparameterized(UnsafePointer<Double>, beta: Double)
    }

    /// The gradient with respect to the parameters of a loss that contains the divergence and whose gradient with
    /// respect to the latents is otherwise `latentGradient`.
    public func gradient(
        latentGradient: Matrix<S>, weight: Double, divergence: DivergenceTerm, into gradient: Matrix<S>
    ) {
        precondition(latentGradient.count == latents.count && gradient.count == parameters.count)
        let (kind, weights, beta): (vae_divergence, UnsafePointer<Double>?, Double) =
            switch divergence {
            case .closedForm: (VAE_CLOSED_FORM, nil, 1)
            case .sampled: (VAE_SAMPLED, nil, 1)
            case .weighted(let weights): (VAE_SAMPLED, weights, 1)
            case .doublyReparameterized(let weights, let beta): (VAE_DOUBLY_REPARAMETERIZED, weights, beta)
            }
        withRows {
            S.kernels.pointee.posterior_gradient(
                $0, kind, weight, weights, beta, latentGradient.base, gradient.base)
        }
    }
}
