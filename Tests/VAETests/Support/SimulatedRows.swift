import Compute
import Foundation
import Tensors

@testable import Distributions
@testable import VAE

/// What `body` gives for rows that were encoded `cut` at a time.
func mapEncoded<Result>(
    _ packed: PackedModel<Float>, _ rows: Rows, threads: Int = 2, cut: Int? = nil,
    _ body: (EncodedRows<Float>, Workers) -> [Result]
) -> [Result] {
    let (size, workers) = (cut ?? rows.rowCount, Workers(threads: threads))
    let evaluator = Evaluator(packed, capacity: size, draws: 1, seed: 1, workers: workers)
    return stride(from: 0, to: rows.rowCount, by: size).flatMap { first in
        let count = min(size, rows.rowCount - first)
        let load = BatchRows.numbers { range, data in
            for (row, index) in range.enumerated() { rows.copyRow(first + index, into: data.row(row)) }
        }
        evaluator.load(load, count: count, row: first)
        return body(evaluator.encodedRows(count: count, row: first), workers)
    }
}

/// Rows that a model has drawn, and the latents it has drawn them with, N × J.
struct SimulatedRows {
    let rows: Rows
    var latents: [Float]

    init(_ model: VariationalAutoencoder<Float>, count: Int, seed: UInt64 = 1) {
        let (latent, dimensions) = (model.architecture.latent, model.architecture.dimensions)
        latents = model.prior.sample(count, latent: latent, seed: seed, row: 0)
        let decoder = LatentDecoder(model, capacity: count, seed: seed, workers: Workers(threads: 1))
        let flat = decoder.decode(latents, count: count, as: .sample, row: 0)
        rows = Rows((0..<count).map { Array(flat[$0 * dimensions..<($0 + 1) * dimensions]) })
    }
}

/// A Bernoulli model with a hidden layer of tanh, far enough from linear.
func tanhModel(latent: Int, dimensions: Int = 12) throws -> VariationalAutoencoder<Float> {
    let model = try VariationalAutoencoder<Float>(
        Architecture(shape: Shape([dimensions]), latent: latent, hidden: [10], activation: .tanh))
    model.fillParameters(scale: 0.8)
    return model
}

/// A model of the same kind, trained on draws from the other, so that its encoder knows its posteriors, and draws from it.
func trainedModel(latent: Int, count: Int) throws -> (model: VariationalAutoencoder<Float>, rows: Rows) {
    let data = SimulatedRows(try tanhModel(latent: latent), count: 1000).rows
    let rows = TrainingRows(data)
    let model = try VariationalAutoencoder<Float>(
        preparing: Architecture(
            shape: Shape([data.columns]), latent: latent, hidden: [16], activation: .tanh),
        for: rows, initialization: .glorot, seed: 1)
    var options = TrainingOptions()
    options.budget = .epochs(60)
    options.learningRate = 0.01
    _ = try Trainer(model, rows: rows, options: options, workers: Workers(threads: 1)).run()
    return (model, SimulatedRows(model, count: count).rows)
}

/// log p(x) of each row by the trapezoidal rule, for one or two latent dimensions, with `resolution` steps to a unit.
func gridLogLikelihoods(
    _ model: VariationalAutoencoder<Float>, _ rows: Rows, resolution: Int = 10
) -> [Double] {
    let (latent, steps) = (model.architecture.latent, 2 * 9 * resolution + 1)
    let likelihood = LikelihoodPass(
        PackedModel(model, training: false), capacity: steps, differentiation: .nothing)
    let (data, z) = (
        ProductOperandBuffer<Float>(capacity: 1, columns: rows.columns, precision: .float32),
        Buffer<Float>(count: steps * latent)
    )
    let points = Matrix(z, rows: steps, columns: latent)
    let logs = Buffer<Double>(count: steps)
    defer { withExtendedLifetime((data, z)) {} }
    return rows.values.map { x in
        for (d, x) in x.enumerated() { data.operand.values[0, d] = x }
        var sum = ImportanceWeights()
        for line in 0..<(latent == 1 ? 1 : steps) {
            for i in 0..<steps {
                points.row(i)[0] = -9 + Float(i) / Float(resolution)
                if latent == 2 { points.row(i)[1] = -9 + Float(line) / Float(resolution) }
            }
            likelihood.evaluate(points, of: DataRows(data.operand.values, nil), into: logs.base)
            for i in 0..<steps {
                let square = points.row(i).reduce(0) { $0 + Double($1 * $1) }
                sum.add(logs.base[i] - square / 2)
            }
        }
        return sum.logMean + log(Double(sum.count)) - Double(latent)
            * (log(Double(resolution)) + 0.5 * log(2 * .pi))
    }
}
