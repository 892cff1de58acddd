import Compute

/// Runs a model's encoder over batches of rows.
public final class Encoder {
    private let model: VariationalAutoencoder<Float>
    private let workers: Workers
    private let noise: Noise
    private let binarizationNoise: Noise
    private let pass: NetworkPass<Float>
    private let input: Buffer<Float>
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
        binarizationNoise = Noise(seed: seed, purpose: .binarization)
        pass = NetworkPass(
            model.encoder, parameters: model.parameters, capacity: capacity, training: false)
        input = Buffer(count: capacity * model.architecture.dimensions)
    }

    /// The posteriors of a batch of rows: N × 2J, means, then bounded log-variances.
    ///
    /// - Parameters:
    ///   - data: N × D values within the model's support.
    ///   - row: the place of the first row in the stream.
    public func posteriors(of data: [Float], row: Int) -> [Float] {
        let dimensions = model.architecture.dimensions
        let count = data.count / dimensions
        precondition(count <= capacity && data.count == count * dimensions)
        let x = Matrix(input, rows: capacity, columns: dimensions)
        _ = x.elements.update(from: data)
        workers.run(rows: count) { range in
            model.prepare(x[range], noise: binarizationNoise, row: row + range.lowerBound)
            pass.forward(x, rows: range)
        }
        let latent = model.architecture.latent
        let bound = Float(posteriorLogVarianceBound)
        var parameters = Array(pass.output[0..<count].elements)
        for r in 0..<count {
            for i in (2 * r + 1) * latent..<(2 * r + 2) * latent where !(abs(parameters[i]) <= bound) {
                // A NaN stays one.
                parameters[i] = parameters[i] > 0 ? bound : parameters[i] < 0 ? -bound : parameters[i]
            }
        }
        return parameters
    }

    /// `draws` latent vectors for each posterior, (N · K) × J, those of a row one after the other.
    public func sample(_ posteriors: [Float], draws: Int, row: Int) -> [Float] {
        let latent = model.architecture.latent
        let count = posteriors.count / (2 * latent)
        var posteriors = posteriors
        return posteriors.withUnsafeMutableBufferPointer { parameters in
            [Float](rows: count * draws, columns: latent) { z in
                noise.fillNormal(z, row: row, draws: draws)
                PosteriorRows(
                    parameters: Matrix(parameters.baseAddress!, rows: count, columns: 2 * latent),
                    noise: z, latents: z, draws: draws
                ).draw()
            }
        }
    }
}
