import Compute
import Foundation
import Tensors
import VAE

/// Prints rows a second of a 784-500-20 model on the images of an IDX file.
func measureModel(_ task: String, file: String) throws {
    let batch = 1000
    let model = try VariationalAutoencoder<Float>(Architecture(shape: Shape([28, 28]), activation: .tanh))
    let weights = model.parameters.buffer.elements
    for index in weights.indices { weights[index] = Float(index % 101 - 50) / 1000 }
    let pixels = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))).dropFirst(16)
    let rows = pixels.map { Float($0) / 255 }
    let latents = (0..<batch * 20).map { Float($0 % 41 - 20) / 10 }
    let workers = Workers()
    let encoder = Encoder(model, capacity: batch, seed: 1, workers: workers)
    let decoder = Decoder(model, capacity: batch, seed: 1, workers: workers)
    let batches = rows.count / 784 / batch
    let inputs = (0..<batches).map { Array(rows[$0 * batch * 784..<($0 + 1) * batch * 784]) }
    let noise = Noise(seed: 1, purpose: .posterior)

    let time = seconds(calls: 3) {
        for (index, input) in inputs.enumerated() {
            switch task {
            case "encode": _ = encoder.posteriors(of: input, row: index * batch)
            case "decode": _ = decoder.decode(latents, as: .mean, row: index * batch)
            default:
                let draws = [Float](rows: batch, columns: 20) { noise.fillNormal($0, row: index * batch) }
                _ = decoder.decode(draws, as: .mean, row: index * batch)
            }
        }
    }
    print("\(task)\t\(Double(batches * batch) / time)")
}
