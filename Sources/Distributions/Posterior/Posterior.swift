import Compute

/// A family q(z|x) whose parameters an encoder's outputs give, with independent dimensions, against a prior p(z) that goes
/// with it.
///
/// N is the rows, J the latent dimensions, L the draws of each row. Everything is in nats.
public protocol Posterior: Sendable {
    /// The kernels of this family.
    var kernel: PosteriorKernel { get }

    /// What draws are made of.
    var noise: NoiseKind { get }

    /// How many numbers describe each latent dimension: the encoder gives a block of J outputs for each.
    var parametersPerDimension: Int { get }

    /// Bounds parameters as the family counts them, a block of J after the other.
    func bound(_ parameters: UnsafeMutableBufferPointer<Float>)

    /// The mean of latent dimension j, from the parameters, a block of J after the other.
    func mean(of j: Int, _ parameters: UnsafeMutableBufferPointer<Float>) -> Double

    /// Its standard deviation.
    func deviation(of j: Int, _ parameters: UnsafeMutableBufferPointer<Float>) -> Double

    /// KL(q(z_j|x) ‖ p(z_j)).
    func divergence(of j: Int, _ parameters: UnsafeMutableBufferPointer<Float>) -> Double

    /// log q(z|x) of a draw, from the parameters, a block of J after the other, and the noise that it was drawn with.
    func logDensity(
        noise: UnsafeMutableBufferPointer<Float>, parameters: UnsafeMutableBufferPointer<Float>
    ) -> Double

    /// The densities of many points under many posteriors.
    ///
    /// - Parameter parameters: M × (parameters · J), a block of J after the other.
    func densities<S: Real>(_ parameters: Matrix<S>) -> any PosteriorDensities<S>
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
    /// z = g(ε) of each draw.
    public func draw<S: Real>(_ batch: PosteriorBatch<S>) { kernel.draw(batch) }

    /// KL(q(z|x) ‖ p(z)) of each row in closed form.
    public func divergence<S: Real>(_ batch: PosteriorBatch<S>, into sums: UnsafeMutablePointer<Double>) {
        kernel.divergence(batch, into: sums)
    }

    /// log q(z|x) − log p(z) of each draw.
    public func logRatios<S: Real>(_ batch: PosteriorBatch<S>, into ratios: UnsafeMutablePointer<Double>) {
        kernel.logRatios(batch, into: ratios)
    }

    /// The gradient with respect to the parameters of a loss that contains the divergence from the prior and whose
    /// gradient with respect to the latents is otherwise `latentGradient`, (N · L) × J.
    ///
    /// - Parameters:
    ///   - weight: of the divergence.
    ///   - gradient: N × J for each parameter.
    public func gradient<S: Real>(
        _ batch: PosteriorBatch<S>, latentGradient: StridedMatrix<S>, divergence: DivergenceTerm,
        weight: Double, into gradient: [StridedMatrix<S>]
    ) {
        kernel.gradient(
            batch, latentGradient: latentGradient, divergence: divergence, weight: weight, into: gradient)
    }

    /// As ``bound(_:)``, row by row.
    public func bound(_ parameters: Matrix<Float>) {
        for row in 0..<parameters.rows { bound(parameters.row(row)) }
    }
}

/// The posteriors that a model can have.
public enum PosteriorFamily: String, CaseIterable, Codable, Sendable {
    case gaussian

    public var posterior: any Posterior {
        switch self {
        case .gaussian: DiagonalGaussian()
        }
    }
}
