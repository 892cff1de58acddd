import Compute
import Networks
import Tensors
import Testing

@testable import Distributions
@testable import VAE

@Suite struct LikelihoodSampleTests {
    /// Nineteen dimensions: the second panel is not full.
    @Test(arguments: LikelihoodFamily.allCases.filter { $0 != .perColumn })
    func `draws in panels are those of rows`(likelihood: LikelihoodFamily) throws {
        let (rows, dimensions) = (5, 19)
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([dimensions]), latent: 3, hidden: [4], activation: .tanh,
                likelihood: likelihood, sigma: 0.8))
        model.fillParameters()
        let packed = PackedModel(model, training: false)
        let decoder = SequentialPass(packed.decoder, capacity: rows, differentiation: .nothing)
        decoder.input.fillUniform(seed: 4)
        decoder.forward(rows: 0..<rows)
        let noise = Noise(seed: 3, purpose: .dreamtRows)
        let outputs = [Float](rows: rows, columns: model.decoder.outputLayer.outputs) {
            decoder.copyOutput(0..<rows, to: $0)
        }
        let expected = [Float](rows: rows, columns: dimensions) { draws in
            var outputs = outputs
            outputs.withUnsafeMutableBufferPointer {
                model.likelihood.sample(
                    from: Matrix($0.baseAddress!, rows: rows, columns: $0.count / rows),
                    numbers: packed.likelihoodNumbers, noise: noise, row: 7, into: draws)
            }
        }
        let buffer = Buffer<Float>(count: Panels<Float>.elements(rows: rows, columns: dimensions))
        let draws = Panels(buffer, capacity: rows, columns: dimensions)
        model.likelihood.sample(
            from: decoder.output, numbers: packed.likelihoodNumbers, noise: noise, row: 7, into: draws)
        let found = [Float](rows: rows, columns: dimensions) { draws.copy(to: $0) }
        #expect(found == expected)
        #expect(Set(found).count > 1)
        // What is behind the last column stays zero.
        for row in 0..<rows {
            for lane in 3..<panelWidth {
                #expect(buffer.elements[draws.stride + row * panelWidth + lane] == 0)
            }
        }
    }
}
