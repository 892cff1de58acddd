import Compute
import Tensors
import VAE

/// The posteriors q(z|x) that a model's encoder gives: their centers, draws or parameters; or the average over draws of the
/// encoder's weights.
final class EncoderSource: LatentSource {
    enum Output {
        case centers
        case draws(Int)
        case parameters
    }

    let rowShape: Shape
    var capacity: Int { encoders[0].capacity }
    private let encoders: [RowEncoder]
    private let output: Output
    /// As each encoder gave them.
    private var posteriors: [[Float]] = []
    private var row = 0

    /// - Parameter models: that differ in their weights alone; one, where parameters are wanted.
    init(
        _ models: [VariationalAutoencoder<Float>], _ output: Output, batch: Int, seed: UInt64,
        workers: Workers
    ) {
        self.output = output
        // Draws are written a batch of rows at a time, so many draws make small batches.
        let draws = if case .draws(let count) = output { count } else { 1 }
        encoders = models.map {
            RowEncoder($0, capacity: max(batch / draws, 1), seed: seed, workers: workers)
        }
        let (latent, blocks) = (models[0].architecture.latent, encoders[0].blocks)
        rowShape = if case .parameters = output { Shape([blocks, latent]) } else { Shape([latent]) }
    }

    func read(_ rows: BatchRows, conditions: BatchConditions?, count: Int, row: Int) {
        self.row = row
        posteriors = encoders.map { encoder in
            [Float](rows: count, columns: encoder.columns) {
                encoder.encode(rows, conditions: conditions, row: row, into: $0)
            }
        }
    }

    func latents(in name: String) throws(Failure) -> [Float] {
        for values in posteriors {
            try checkResult(values, columns: encoders[0].columns, row: row, in: name)
        }
        let sources = zip(encoders, posteriors)
        switch output {
        case .centers:
            let centers = sources.map { $0.centers(of: $1) }
            return centers.count == 1 ? centers[0] : meanOfArrays(centers)
        case .draws(let count):
            let draws = sources.map { $0.sample($1, draws: count, row: row) }
            return draws.count == 1
                ? draws[0]
                : rowsInTurn(draws, rows: draws[0].count / rowShape.count, from: row * count)
        case .parameters:
            encoders[0].makeParameters(&posteriors[0])
            return posteriors[0]
        }
    }

    func report(_ messages: Messages, model name: String, isVerbose: Bool) {}
}
