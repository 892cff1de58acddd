import Compute
import Distributions
import Networks

/// Memory for rows that a model dreams, z ~ p(z) and x′ ~ p(x|z), and for the way of the encoder over them and back.
///
/// Rows are in the units in which the networks see data. Their noise depends on the seed and on ``firstRow`` alone.
package final class DreamPass<S: Real>: @unchecked Sendable {
    /// The place of the first dreamt row in the stream of the noise, written by the caller.
    package var firstRow = 0

    /// What is observed of the batch's rows, N × D: dreams lack as much, so that the encoder learns from the rows that it
    /// will read; nil: all of it.
    var observed: Panels<S>?

    private let packed: PackedModel<S>
    private let capacity: Int
    private let latentNoise: Noise
    private let rowNoise: Noise
    private let decoder: SequentialPass<S>
    private let encoder: SequentialPass<S>
    private let latentBuffer: Buffer<S>
    /// x′ where the encoder reads features of it; else empty.
    private let rowBuffer: Buffer<S>
    private let features: RowFeatures?

    /// - Parameter packed: for training.
    package init(_ packed: PackedModel<S>, capacity: Int, seed: UInt64) {
        precondition(packed.model.architecture.condition == nil)
        self.packed = packed
        self.capacity = capacity
        latentNoise = Noise(seed: seed, purpose: .dreamtLatents)
        rowNoise = Noise(seed: seed, purpose: .dreamtRows)
        decoder = SequentialPass(packed.decoder, capacity: capacity, differentiation: .nothing)
        encoder = SequentialPass(
            packed.encoder, capacity: capacity, differentiation: .parameters, skipsZeros: true)
        latentBuffer = Buffer(count: capacity * packed.model.architecture.latent)
        let architecture = packed.model.architecture
        features = RowFeatures(architecture)
        rowBuffer = Buffer(
            count: features == nil
                ? 0 : Panels<S>.elements(rows: capacity, columns: architecture.dimensions))
    }

    private var model: VariationalAutoencoder<S> { packed.model }

    /// z, N × J.
    package var latents: Matrix<S> {
        Matrix(latentBuffer, rows: capacity, columns: model.architecture.latent)
    }

    /// x′, N × D. Without features this is the encoder's input, with 0 for what the batch lacks.
    package var rows: Panels<S> {
        features == nil
            ? encoderInput : Panels(rowBuffer, capacity: capacity, columns: model.architecture.dimensions)
    }

    /// What the encoder reads: x′ without what the batch lacks, N × D, or what is made of it.
    var encoderInput: Panels<S> { encoder.input.columns(model.architecture.features, fromPanel: 0) }

    /// What the encoder gave for x′, N × J for each parameter of q(z|x′).
    package func posteriorBlocks(_ rows: Range<Int>) -> [Panels<S>] {
        (0..<model.posterior.parametersPerDimension).map { encoder.output(block: $0)[rows] }
    }

    /// Dreams the first `count` rows and encodes them, on all threads.
    package func run(count: Int, _ workers: Workers) {
        workers.run(rows: count) { drawLatents($0) }
        decoder.forward(count: count, workers)
        workers.run(rows: count) { drawRows($0) }
        encoder.forward(count: count, workers)
    }

    private func drawLatents(_ range: Range<Int>) {
        let z = latents[range]
        withScratch(
            S.self, rows: range.count, columns: model.prior.noiseColumns(latent: z.columns)
        ) { noise in
            latentNoise.fill(noise.strided, with: model.prior.noise, row: firstRow + range.lowerBound)
            model.prior.draw(noise, into: z, temperature: 1)
        }
        decoder.input[range].copy(from: z)
    }

    private func drawRows(_ range: Range<Int>) {
        model.likelihood.sample(
            from: decoder.output[range], numbers: packed.likelihoodNumbers, noise: rowNoise,
            row: firstRow + range.lowerBound, into: rows[range])
        if let features {
            for row in range {
                features.write(rows, observed: observed, row: row, offset: 0, to: encoderInput)
            }
        }
        hideWhatBatchLacks(range)
    }

    private func hideWhatBatchLacks(_ range: Range<Int>) {
        guard let observed else { return }
        if features == nil {
            for row in range {
                for d in 0..<observed.columns where observed[row, d] == 0 { encoderInput[row, d] = 0 }
            }
        }
        if model.architecture.readsMask {
            encoder.input.join(observed, after: model.architecture.features, rows: range)
        }
    }

    /// From Σ weight · log q(z|x′) over the first `count` rows back through the encoder.
    package func goBack(count: Int, weight: Double, _ workers: Workers) {
        let weights = [Double](repeating: weight, count: count)
        workers.run(rows: count) { range in
            model.posterior.scoreGradient(
                of: posteriorBlocks(range).map(\.strided), at: latents[range].strided, draws: 1,
                weights: weights,
                into: (0..<model.posterior.parametersPerDimension).map {
                    encoder.outputGradient(block: $0)[range].strided
                })
        }
        encoder.backward(count: count, workers)
    }

    /// The gradient of the encoder's parameters, after going back.
    package func encoderGradient(count: Int) -> ParameterGradient<S> {
        ParameterGradient(of: packed.parameters, layers: encoder.weightGradients(count: count))
    }
}
