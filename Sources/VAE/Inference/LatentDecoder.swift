import Compute
import Distributions
import Networks

/// Runs a model's decoder over batches of latent vectors.
public final class LatentDecoder {
    /// What to write for each latent vector.
    public enum Output: Sendable {
        /// The mean of p(x|z): N × D.
        case mean
        /// A draw from p(x|z): N × D.
        case sample
        /// Logits, N × D, or means and log-variances, N × 2 × D.
        case parameters
    }

    private let model: VariationalAutoencoder<Float>
    private let workers: Workers
    private let noise: Noise
    private let pass: SequentialPass<Float>
    private let outputs: Buffer<Float>
    private let conditionBuffer: Buffer<Float>
    /// C numbers of each row; nil: the model has no conditions.
    private let condition: Panels<Float>?
    public let capacity: Int

    /// - Parameter capacity: the most rows in one batch.
    public init(
        _ model: VariationalAutoencoder<Float>, capacity: Int, seed: UInt64, workers: Workers
    ) {
        precondition(capacity > 0)
        self.model = model
        self.capacity = capacity
        self.workers = workers
        noise = Noise(seed: seed, purpose: .likelihood)
        pass = SequentialPass(
            PackedSequential(model.decoder, of: model.parameters), capacity: capacity,
            differentiation: .nothing)
        outputs = Buffer(count: capacity * model.decoder.outputLayer.outputs)
        let width = model.architecture.condition
        conditionBuffer = Buffer(count: Panels<Float>.elements(rows: capacity, columns: width ?? 0))
        condition = width.map { [conditionBuffer] in Panels(conditionBuffer, capacity: capacity, columns: $0)
        }
    }

    /// How many arrays of D numbers each row of `output` holds.
    public func arrays(of output: Output) -> Int {
        if case .parameters = output { model.likelihood.parametersPerDimension } else { 1 }
    }

    /// Decodes N latent vectors, in the units and the shape of the data, or of tables in those of
    /// ``VariationalAutoencoder/tableValues(_:areDraws:)``.
    ///
    /// - Parameters:
    ///   - latents: N × J numbers.
    ///   - conditions: of each vector; nil: the model has none.
    ///   - count: N.
    ///   - row: the place of the first vector in the stream.
    public func decode(
        _ latents: [Float], conditions: BatchConditions? = nil, count: Int, as output: Output, row: Int
    ) -> [Float] {
        let latent = model.architecture.latent
        precondition(latents.count == count * latent)
        var latents = latents
        return latents.withUnsafeMutableBufferPointer { latents in
            guard count > 0 else { return [] }
            let z = Matrix(latents.baseAddress!, rows: count, columns: latent)
            return [Float](rows: count, columns: arrays(of: output) * model.architecture.dimensions) {
                decode(z, conditions: conditions, as: output, row: row, into: $0)
            }
        }
    }

    /// As ``decode(_:count:as:row:)``, into memory of the caller's.
    public func decode(
        _ latents: Matrix<Float>, conditions: BatchConditions? = nil, as output: Output, row: Int,
        into rows: Matrix<Float>
    ) {
        precondition(latents.rows <= capacity && latents.columns == model.architecture.latent)
        precondition(rows.rows == latents.rows)
        precondition(rows.columns == arrays(of: output) * model.architecture.dimensions)
        let outputs = Matrix(
            outputs, rows: capacity, columns: model.decoder.outputLayer.outputs)
        workers.run(rows: latents.rows) { range in
            pass.input.columns(latents.columns, fromPanel: 0)[range].copy(from: latents[range])
            if let conditions, let memory = condition {
                conditions.write(range, of: latents.rows, to: memory)
                pass.input.join(memory, after: latents.columns, rows: range)
            }
            pass.forward(rows: range)
            pass.copyOutput(range, to: outputs[range])
            write(outputs[range], as: output, row: row + range.lowerBound, into: rows[range])
        }
    }

    private func write(_ outputs: Matrix<Float>, as output: Output, row: Int, into rows: Matrix<Float>) {
        switch output {
        case .mean:
            model.likelihood.mean(of: outputs, numbers: model.likelihoodNumbers, into: rows)
            invert(rows)
        case .sample:
            model.likelihood.sample(
                from: outputs, numbers: model.likelihoodNumbers, noise: noise, row: row, into: rows)
            invert(rows)
        case .parameters:
            writeParameters(outputs, into: rows)
        }
    }

    private func invert(_ rows: Matrix<Float>) {
        if !model.isOfTables { model.standardization?.invert(rows) }
    }

    /// Writes the arrays of each row one after the other.
    private func writeParameters(_ outputs: Matrix<Float>, into rows: Matrix<Float>) {
        let dimensions = model.architecture.dimensions
        let count = model.likelihood.parametersPerDimension
        withScratch(Float.self, rows: count * rows.rows, columns: dimensions) { scratch in
            let arrays = (0..<count).map { scratch[$0 * rows.rows..<($0 + 1) * rows.rows] }
            model.likelihood.parameters(
                of: outputs, numbers: model.likelihoodNumbers, into: arrays)
            if count == 2 {
                model.standardization?.invert(arrays[0])
                model.standardization?.invert(logVariances: arrays[1])
            }
            for row in 0..<rows.rows {
                for (index, array) in arrays.enumerated() {
                    (rows.row(row).baseAddress! + index * dimensions)
                        .update(from: array.row(row).baseAddress!, count: dimensions)
                }
            }
        }
    }
}
