import CKernels
import CLibrary

/// M diagonal Gaussians, in the form in which the densities of many points under all of them are computed.
public final class DiagonalGaussians<S: Real>: Sendable {
    public let count: Int
    private let kernel = PosteriorKernel(named: "gaussian")
    private let latent: Int
    private let means: Buffer<S>
    private let halfPrecisions: Buffer<S>
    private let constants: Buffer<S>

    /// - Parameter parameters: M × 2J, means, then log-variances, which are bounded here.
    public init(_ parameters: Matrix<S>) {
        count = parameters.rows
        latent = parameters.columns / 2
        let elements = Panels<S>.elements(rows: latent, columns: count)
        (means, halfPrecisions) = (Buffer(count: elements), Buffer(count: elements))
        constants = Buffer(count: panelCount(of: count) * panelWidth)
        constants.elements.update(repeating: -.infinity)
        let (m, p) = (panels(means), panels(halfPrecisions))
        for index in 0..<count {
            let row = parameters.row(index)
            var logVariances = 0.0
            for j in 0..<latent {
                let logVariance = Double(boundedPosteriorLogVariance(row[latent + j]))
                m[j, index] = row[j]
                p[j, index] = S(0.5 * exp(-logVariance))
                logVariances += logVariance
            }
            constants.base[index] = S(-0.5 * (Double(latent) * log(2 * .pi) + logVariances))
        }
    }

    private func panels(_ buffer: Buffer<S>) -> Panels<S> {
        Panels(buffer, capacity: latent, columns: count)
    }

    /// Columns of the log-densities: ``count``, then −∞ to the end of the last panel.
    public var width: Int { constants.count }

    /// log N(z; m, diag e^s) in nats.
    ///
    /// - Parameters:
    ///   - latents: R × J.
    ///   - logs: R × ``width``.
    public func logDensities(of latents: Matrix<S>, into logs: Matrix<S>) {
        precondition(latents.columns == latent && logs.rows == latents.rows && logs.columns == width)
        var densities = vae_densities()
        densities.latent = latent
        densities.panels = width / panelWidth
        densities.terms = (UnsafeRawPointer(means.base), UnsafeRawPointer(halfPrecisions.base))
        densities.stride = panels(means).stride
        densities.constants = UnsafeRawPointer(constants.base)
        S.kernels.pointee.log_densities(kernel.index, &densities, latents.rows, latents.base, logs.base)
    }
}

/// log Σ eˣ, −∞ being nothing.
public func logSumExp<S: Real>(_ x: UnsafeMutableBufferPointer<S>) -> Double {
    S.kernels.pointee.log_sum_exp(x.count, x.baseAddress)
}
