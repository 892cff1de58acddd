import Compute
import Distributions
import Formats
import Latents
import Tensors
import VAE

/// A mixture of Gaussians that is fitted to the unconstrained coordinates of latent vectors of a file.
struct FittedLatents {
    private let mixture: GaussianMixture
    private let prior: any Prior

    /// - Parameter messages: are told of the fit.
    init(
        _ path: String, prior: any Prior, latent: Int, components: Int, seed: UInt64, _ workers: Workers,
        _ messages: Messages?
    ) throws(Failure) {
        let name = path == "-" ? "standard input" : path
        let rows = try RowValues<Float>.read(path) { record, name throws(Failure) in
            try checkWidth(
                of: record.rowShape, expected: Shape([latent]), what: "the latents of this model", in: name)
        }
        let count = rows?.count ?? 0
        guard var values = rows?.values, count >= components else {
            throw Failure.badData(
                name, "found \(count) rows, expected at least \(components), one for each component")
        }
        try prior.support.check(values, columns: latent, row: 0, in: name)
        let fit = values.withUnsafeMutableBufferPointer {
            let z = Matrix($0.baseAddress!, rows: count, columns: latent)
            guard !prior.isUnconstrained else {
                return GaussianMixture.fit(z, components: components, seed: seed, workers)
            }
            let buffer = Buffer<Float>(count: z.count)
            let coordinates = Matrix(buffer, rows: count, columns: latent)
            prior.move(coordinates, to: z)
            return GaussianMixture.fit(coordinates, components: components, seed: seed, workers)
        }
        messages?.write(
            "\(name): \(fit.mixture.count) components, log-likelihood \(fixed(fit.logLikelihoods.last!, 4)) "
                + "nats per row after \(fit.iterations) iterations")
        (mixture, self.prior) = (fit.mixture, prior)
    }

    /// As ``GaussianMixture/sample(_:temperature:seed:row:)``, turned into latent vectors.
    func sample(_ count: Int, temperature: Float, seed: UInt64, row: Int) -> [Float] {
        var z = mixture.sample(count, temperature: temperature, seed: seed, row: row)
        guard !prior.isUnconstrained else { return z }
        z.withUnsafeMutableBufferPointer {
            let matrix = Matrix($0.baseAddress!, rows: count, columns: mixture.latent)
            prior.latents(at: matrix, into: matrix)
        }
        return z
    }
}
