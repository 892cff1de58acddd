import Compute
import Formats
import Networks
import SystemPackage
import VAE

/// Gradients of the loss of one minibatch, whose noise alone differs.
final class MinibatchGradient {
    private let model: VariationalAutoencoder<Float>
    private let pass: ModelPass<Float>
    private let rows: Int
    private let noise = Noise(seed: 1, purpose: .training)
    private let workers = Workers()
    private let gradient: ParameterStore<Float>

    /// - Parameters:
    ///   - rows: how many of the first rows of `data`, a tensor stream, make the minibatch.
    ///   - draws: L.
    init(_ model: VariationalAutoencoder<Float>, data: String, rows count: Int, draws: Int) throws {
        self.model = model
        let reader = TensorStreamReader(ByteReader(try FileDescriptor.open(data, .readOnly)))
        guard let record = try reader.nextRecord(), let block = try reader.readRows(upTo: count),
            record.rowShape.count == model.architecture.dimensions
        else { fatalError("\(data): expected rows of \(model.architecture.dimensions) numbers") }
        rows = block.rows
        pass = ModelPass(
            PackedModel(model, training: true), capacity: rows, draws: draws, differentiates: true)
        gradient = ParameterStore(layout: model.parameters.layout)
        let divisor: Float = record.elementType == .u1 ? 255 : 1
        var values = block.decode().map { $0 / divisor }
        values.withUnsafeMutableBufferPointer { values in
            let x = Matrix(values.baseAddress!, rows: rows, columns: model.architecture.dimensions)
            model.prepare(x, noise: Noise(seed: 1, purpose: .trainingBinarization), row: 0)
            pass.batch.input.copy(from: x)
        }
    }

    func moments(of objective: any Objective, gradients count: Int) -> GradientMoments {
        var moments = GradientMoments(elements: gradient.buffer.count)
        for index in 0..<count {
            noise.fill(
                pass.noise.strided, with: model.posterior.noise, row: index * rows * pass.draws,
                draws: pass.draws)
            objective.differentiate(rows, of: pass, beta: 1, workers).write(to: gradient, workers)
            moments.add(gradient.buffer.elements)
        }
        return moments
    }
}
