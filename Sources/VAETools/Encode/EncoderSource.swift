import Compute
import Tensors
import VAE

/// The posteriors q(z|x) that a model's encoder gives: their centers, draws or parameters.
final class EncoderSource: LatentSource {
    enum Output {
        case centers
        case draws(Int)
        case parameters
    }

    let rowShape: Shape
    var capacity: Int { encoder.capacity }
    private let encoder: RowEncoder
    private let output: Output
    private var posteriors: [Float] = []
    private var row = 0

    init(
        _ model: VariationalAutoencoder<Float>, _ output: Output, batch: Int, seed: UInt64, workers: Workers
    ) {
        self.output = output
        // Draws are written a batch of rows at a time, so many draws make small batches.
        let draws = if case .draws(let count) = output { count } else { 1 }
        encoder = RowEncoder(model, capacity: max(batch / draws, 1), seed: seed, workers: workers)
        let latent = model.architecture.latent
        rowShape = if case .parameters = output { Shape([encoder.blocks, latent]) } else { Shape([latent]) }
    }

    func read(_ rows: BatchRows, count: Int, row: Int) {
        self.row = row
        posteriors = [Float](rows: count, columns: encoder.columns) {
            encoder.encode(rows, row: row, into: $0)
        }
    }

    func latents(in name: String) throws(Failure) -> [Float] {
        try checkResult(posteriors, columns: encoder.columns, row: row, in: name)
        switch output {
        case .centers: return encoder.centers(of: posteriors)
        case .draws(let count): return encoder.sample(posteriors, draws: count, row: row)
        case .parameters:
            encoder.makeParameters(&posteriors)
            return posteriors
        }
    }

    func report(_ messages: Messages, model name: String, isVerbose: Bool) {}
}
