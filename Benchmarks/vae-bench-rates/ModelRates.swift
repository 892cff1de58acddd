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
    let pixels = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let latents = Buffer<Float>(count: batch * 20)
    let outputs = Buffer<Float>(count: batch * 784)
    let z = Matrix(latents, rows: batch, columns: 20)
    let x = Matrix(outputs, rows: batch, columns: 784)
    let posteriors = Matrix(outputs, rows: batch, columns: 40)
    let noise = Noise(seed: 1, purpose: .posterior)
    noise.fillNormal(z, row: 0)
    let workers = Workers()
    let encoder = RowEncoder(model, capacity: batch, seed: 1, workers: workers)
    let decoder = LatentDecoder(model, capacity: batch, seed: 1, workers: workers)
    let batches = (pixels.count - header) / 784 / batch

    let time = pixels.withUnsafeBufferPointer { pixels in
        seconds(calls: 3) {
            for index in 0..<batches {
                if task == "encode" {
                    let rows = pixels.baseAddress! + header + index * batch * 784
                    encoder.encode(
                        .bytes({ rows + $0 * 784 }, divisor: 255), row: index * batch, into: posteriors)
                } else {
                    if task == "sample" { noise.fillNormal(z, row: index * batch) }
                    decoder.decode(z, as: .mean, row: index * batch, into: x)
                }
            }
        }
    }
    withExtendedLifetime((latents, outputs)) {}
    print("\(task)\t\(Double(batches * batch) / time)")
}

/// Bytes before the pixels of an IDX file of images.
private let header = 16
