import Compute

/// Runs a model's encoder over batches of rows.
public final class Encoder {
    private let model: VariationalAutoencoder<Float>
    private let workers: Workers
    private let noise: Noise
    private let binarizationNoise: Noise
    private let pass: NetworkPass<Float>
    private let input: OperandBuffer<Float>
    private let rows: Buffer<Float>
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
        pass = NetworkPass(PackedNetwork(model.encoder, of: model), capacity: capacity, training: false)
        input = OperandBuffer(
            capacity: capacity, columns: model.architecture.dimensions, precision: .float32)
        rows = Buffer(count: capacity * model.architecture.dimensions)
    }

    /// The posteriors of a batch of rows: N × 2J, means, then bounded log-variances.
    ///
    /// - Parameters:
    ///   - data: N × D values within the model's support.
    ///   - row: the place of the first row in the stream.
    public func posteriors(of data: [Float], row: Int) -> [Float] {
        let dimensions = model.architecture.dimensions
        let count = data.count / dimensions
        precondition(data.count == count * dimensions)
        var data = data
        return data.withUnsafeMutableBufferPointer { data in
            guard count > 0 else { return [] }
            let x = Matrix(data.baseAddress!, rows: count, columns: dimensions)
            return [Float](rows: count, columns: 2 * model.architecture.latent) { posteriors in
                encode(row: row, into: posteriors) { range, _ in x[range] }
            }
        }
    }

    /// As ``posteriors(of:row:)``, from and into memory of the caller's.
    ///
    /// - Parameter load: gives some rows of data, perhaps in the memory that it gets for them; it runs on several
    ///   threads. What it gives is changed as the model prepares its data.
    public func encode(
        row: Int, into posteriors: Matrix<Float>, load: (Range<Int>, Matrix<Float>) -> Matrix<Float>
    ) {
        precondition(posteriors.rows <= capacity && posteriors.columns == 2 * model.architecture.latent)
        let x = input.operand
        let scratch = Matrix(rows, rows: capacity, columns: model.architecture.dimensions)
        workers.run(rows: posteriors.rows) { range in
            let data = load(range, scratch[range])
            model.prepare(data, noise: binarizationNoise, row: row + range.lowerBound)
            x[range].values.copy(from: data)
            encode(x, range, into: posteriors)
        }
    }

    /// Encodes rows of bytes, each divided by `divisor`, by a model that takes its data as they are.
    ///
    /// - Precondition: a pointer for each row, to D bytes; ``takesBytes``.
    public func encode(
        bytes: UnsafePointer<UnsafePointer<UInt8>?>, divisor: Float, into posteriors: Matrix<Float>
    ) {
        precondition(takesBytes && posteriors.rows <= capacity)
        let x = input.operand
        workers.run(rows: posteriors.rows) { range in
            x[range].values.copy(fromBytes: bytes + range.lowerBound, divisor: Double(divisor))
            encode(x, range, into: posteriors)
        }
    }

    /// Whether bytes need no more than a division before the model takes them.
    public var takesBytes: Bool { !model.preparesRows }

    private func encode(_ x: Operand<Float>, _ rows: Range<Int>, into posteriors: Matrix<Float>) {
        pass.forward(x, rows: rows)
        pass.output[rows].copy(to: posteriors[rows])
        let latent = model.architecture.latent
        let bound = Float(posteriorLogVarianceBound)
        for row in rows {
            let values = posteriors.row(row)
            for i in latent..<2 * latent where !(abs(values[i]) <= bound) {
                // A NaN stays one.
                values[i] = values[i] > 0 ? bound : values[i] < 0 ? -bound : values[i]
            }
        }
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
