import Compute
import Distributions
import Networks

/// Runs a model's encoder over batches of rows.
public final class RowEncoder {
    private let model: VariationalAutoencoder<Float>
    private let workers: Workers
    private let noise: Noise
    private let loader: BatchLoader
    private let pass: SequentialPass<Float>
    public let capacity: Int

    /// - Parameter capacity: the most rows in one batch.
    public init(
        _ model: VariationalAutoencoder<Float>, capacity: Int, seed: UInt64, workers: Workers
    ) {
        precondition(capacity > 0)
        self.model = model
        self.capacity = capacity
        self.workers = workers
        noise = Noise(seed: seed, purpose: .posterior)
        loader = BatchLoader(
            model, capacity: capacity, noise: Noise(seed: seed, purpose: .binarization))
        pass = SequentialPass(
            PackedSequential(model.encoder, of: model.parameters), capacity: capacity,
            differentiation: .nothing)
    }

    /// The posteriors of a batch of rows: N × 2J, means, then bounded log-variances.
    ///
    /// - Parameters:
    ///   - rows: values within the model's support.
    ///   - row: the place of the first row in the stream.
    ///   - posteriors: as many rows as there are, at most ``capacity``.
    public func encode(_ rows: BatchRows, row: Int, into posteriors: Matrix<Float>) {
        precondition(posteriors.rows <= capacity && posteriors.columns == 2 * model.architecture.latent)
        workers.run(rows: posteriors.rows) { range in
            loader.load(rows, range, row: row, into: pass.input)
            pass.forward(rows: range)
            pass.copyOutput(range, to: posteriors[range])
            model.posterior.bound(posteriors[range])
        }
    }

    /// `draws` latent vectors for each posterior, (N · K) × J, those of a row one after the other.
    public func sample(_ posteriors: [Float], draws: Int, row: Int) -> [Float] {
        let latent = model.architecture.latent
        let count = posteriors.count / (2 * latent)
        var posteriors = posteriors
        return posteriors.withUnsafeMutableBufferPointer { parameters in
            [Float](rows: count * draws, columns: latent) { z in
                noise.fill(z.strided, with: model.posterior.noise, row: row, draws: draws)
                model.posterior.draw(
                    PosteriorBatch(
                        parameters: Matrix(parameters.baseAddress!, rows: count, columns: 2 * latent),
                        noise: z, latents: z, draws: draws))
            }
        }
    }
}
