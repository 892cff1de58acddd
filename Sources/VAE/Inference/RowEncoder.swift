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
    private let memory: BatchMemory<Float>
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
        memory = BatchMemory(model, form: BatchForm(hasMask: true), input: pass.input)
    }

    /// The encoder's outputs for a batch of rows: N × (P · J); 0, which give the prior, for rows of which nothing is
    /// observed.
    ///
    /// - Parameters:
    ///   - rows: values within the model's support.
    ///   - conditions: of these rows; nil: the model has none.
    ///   - row: the place of the first row in the stream.
    ///   - posteriors: as many rows as there are, at most ``capacity``.
    public func encode(
        _ rows: BatchRows, conditions: BatchConditions? = nil, row: Int, into posteriors: Matrix<Float>
    ) {
        precondition(posteriors.rows <= capacity && posteriors.columns == columns)
        workers.run(rows: posteriors.rows) { range in
            loader.load(rows, range, row: row, into: memory.batch)
            conditions?.write(range, of: posteriors.rows, to: memory.batch.condition!)
            memory.complete(range)
            pass.forward(rows: range)
            pass.copyOutput(range, to: posteriors[range])
            for row in range where memory.isEmpty(row) { posteriors.row(row).update(repeating: 0) }
        }
    }

    /// Numbers of a posterior: P · J.
    public var columns: Int { blocks * model.architecture.latent }

    /// P, the numbers that describe each latent dimension.
    public var blocks: Int { model.posterior.parametersPerDimension }

    /// Turns outputs into the parameters of the posteriors, a block of J after the other.
    public func makeParameters(_ posteriors: inout [Float]) {
        let count = posteriors.count / max(columns, 1)
        posteriors.withUnsafeMutableBufferPointer { outputs in
            guard count > 0 else { return }
            model.posterior.makeParameters(Matrix(outputs.baseAddress!, rows: count, columns: columns))
        }
    }

    /// The means of posteriors, or their medians where there are none: N × J.
    public func centers(of posteriors: [Float]) -> [Float] {
        let latent = model.architecture.latent
        let count = posteriors.count / max(columns, 1)
        var posteriors = posteriors
        var centers = [Double](repeating: 0, count: latent)
        return posteriors.withUnsafeMutableBufferPointer { outputs in
            [Float](rows: count, columns: latent) { result in
                for row in 0..<result.rows {
                    let some = outputs[row * columns..<(row + 1) * columns]
                    model.posterior.centers(
                        UnsafeMutableBufferPointer(rebasing: some), into: &centers)
                    for j in 0..<latent { result.row(row)[j] = Float(centers[j]) }
                }
            }
        }
    }

    /// `draws` latent vectors for each posterior, (N · K) × J, those of a row one after the other.
    public func sample(_ posteriors: [Float], draws: Int, row: Int) -> [Float] {
        let latent = model.architecture.latent
        let count = posteriors.count / max(columns, 1)
        let noiseColumns = model.posterior.noiseColumns(latent: latent)
        var posteriors = posteriors
        return posteriors.withUnsafeMutableBufferPointer { parameters in
            [Float](rows: count * draws, columns: latent) { z in
                withScratch(Float.self, rows: z.rows, columns: noiseColumns) { epsilon in
                    noise.fill(epsilon.strided, with: model.posterior.noise, row: row, draws: draws)
                    model.posterior.draw(
                        PosteriorBatch(
                            parameters: Matrix(parameters.baseAddress!, rows: count, columns: columns),
                            noise: epsilon, latents: z, draws: draws))
                }
            }
        }
    }
}
