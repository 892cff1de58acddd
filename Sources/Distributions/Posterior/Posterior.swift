import Compute

/// A family q(z|x) whose parameters an encoder's outputs give, against a prior p(z) that goes with it.
///
/// N is the rows, J the latent dimensions, L the draws of each row. Everything is in nats.
public protocol Posterior: Sendable {
    /// What draws are made of.
    var noise: NoiseKind { get }

    /// Numbers of noise of one draw.
    func noiseColumns(latent: Int) -> Int

    /// How many numbers describe each latent dimension: the encoder gives a block of J outputs for each.
    var parametersPerDimension: Int { get }

    /// Whether KL(q(z|x) ‖ p(z)) has a closed form.
    var hasClosedDivergence: Bool { get }

    /// Whether the latent dimensions are independent.
    var isProduct: Bool { get }

    /// Whether its support depends on x.
    var movesSupport: Bool { get }

    /// Whether every z of the prior is one of each posterior.
    var coversPrior: Bool { get }

    /// z = g(ε) of each draw. What is left in the place of the noise is for the steps that follow; another drawing needs
    /// fresh noise.
    func draw<S: Real>(_ batch: PosteriorBatch<S>)

    /// KL(q(z|x) ‖ p(z)) of each row in closed form.
    func divergence<S: Real>(_ batch: PosteriorBatch<S>, into sums: UnsafeMutablePointer<Double>)

    /// log q(z|x) − log p(z) of each draw.
    func logRatios<S: Real>(_ batch: PosteriorBatch<S>, into ratios: UnsafeMutablePointer<Double>)

    /// The gradient with respect to the outputs of a loss that contains the divergence from the prior and whose gradient
    /// with respect to the latents is otherwise `latentGradient`, (N · L) × J.
    ///
    /// - Parameters:
    ///   - weight: of the divergence.
    ///   - gradient: N × J for each parameter.
    func gradient<S: Real>(
        _ batch: PosteriorBatch<S>, latentGradient: StridedMatrix<S>, divergence: DivergenceTerm,
        weight: Double, into gradient: [StridedMatrix<S>])

    /// The gradient of Σ weight · log q(z|x) over the draws of each row with respect to the outputs, z being held fixed.
    ///
    /// - Parameters:
    ///   - outputs: N × J for each parameter.
    ///   - latents: z, (N · L) × J.
    ///   - weights: of each draw, N · L.
    ///   - gradient: N × J for each parameter.
    func scoreGradient<S: Real>(
        of outputs: [StridedMatrix<S>], at latents: StridedMatrix<S>, draws: Int,
        weights: UnsafePointer<Double>, into gradient: [StridedMatrix<S>])

    /// Turns an encoder's outputs for one row into parameters, a block of J after the other.
    func makeParameters(_ outputs: UnsafeMutableBufferPointer<Float>)

    /// The means of the latent dimensions, or their medians where there are none, from an encoder's outputs for one row.
    func centers(_ outputs: UnsafeMutableBufferPointer<Float>, into centers: UnsafeMutablePointer<Double>)

    /// Where the posterior lies in the coordinates of quadrature, ``Prior/place(_:into:)``.
    func integrationFrame(_ outputs: UnsafeMutableBufferPointer<Float>) -> CoordinateFrame

    /// KL(q(z_j|x) ‖ p(z_j)) of independent dimensions; NaN where they are not.
    func divergence(of j: Int, _ outputs: UnsafeMutableBufferPointer<Float>) -> Double

    /// log q(z|x) of a draw, from the outputs and what drawing has left in the place of the noise.
    func logDensity(
        noise: UnsafeMutableBufferPointer<Float>, parameters: UnsafeMutableBufferPointer<Float>
    ) -> Double

    /// log q(z|x) of one point for each row.
    ///
    /// - Parameters:
    ///   - outputs: N × J for each parameter.
    ///   - latents: N × J.
    func logDensities<S: Real>(
        of outputs: [StridedMatrix<S>], at latents: StridedMatrix<S>,
        into logs: UnsafeMutablePointer<Double>)

    /// The densities of many points under many posteriors.
    ///
    /// - Parameter outputs: M × (parameters · J), a block of J after the other.
    func densities<S: Real>(_ outputs: Matrix<S>) -> any PosteriorDensities<S>
}

/// log q(z|x_m) of points under M posteriors.
public protocol PosteriorDensities<S>: Sendable {
    associatedtype S: Real

    /// Columns of the log-densities: M, then −∞ to a multiple of 16.
    var width: Int { get }

    /// - Parameters:
    ///   - latents: R × J.
    ///   - logs: R × ``width``.
    func logDensities(of latents: Matrix<S>, into logs: Matrix<S>)
}

extension Posterior {
    /// As ``makeParameters(_:)``, row by row.
    public func makeParameters(_ outputs: Matrix<Float>) {
        for row in 0..<outputs.rows { makeParameters(outputs.row(row)) }
    }
}
