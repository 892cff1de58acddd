import Compute
import Foundation
import Tensors

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
        _ = evaluator.evaluate(load, count: count, row: first)
        return body(evaluator.encodedRows(count: count, row: first), workers)
    }
}

/// Rows that a model has drawn, and the latents it has drawn them with, N × J.
struct SimulatedRows {
    let rows: Rows
    var latents: [Float]

    init(_ model: VariationalAutoencoder<Float>, count: Int, seed: UInt64 = 1) {
        let (latent, dimensions) = (model.architecture.latent, model.architecture.dimensions)
        latents = Prior.sample(count, latent: latent, seed: seed, row: 0)
        let decoder = Decoder(model, capacity: count, seed: seed, workers: Workers(threads: 1))
        let flat = decoder.decode(latents, as: .sample, row: 0)
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

/// log p(x) of each row by the trapezoidal rule, for one or two latent dimensions.
func gridLogLikelihoods(_ model: VariationalAutoencoder<Float>, _ rows: Rows) -> [Double] {
    let (latent, side) = (model.architecture.latent, 161)
    let h = 16 / Double(side - 1)
    let count = latent == 1 ? side : side * side
    let likelihood = LatentLikelihood(
        PackedModel(model, training: false), capacity: count, differentiates: false)
    var z = (0..<count).flatMap { place in
        [place % side, place / side].prefix(latent).map { Float(Double($0) * h - 8) }
    }
    return rows.values.map { values in
        let buffer = Buffer<Float>(count: Panels<Float>.elements(rows: 1, columns: values.count))
        let data = Panels(buffer, capacity: 1, columns: values.count)
        for (d, x) in values.enumerated() { data[0, d] = x }
        var densities = [Double](repeating: 0, count: count)
        z.withUnsafeMutableBufferPointer {
            likelihood.evaluate(
                Matrix($0.baseAddress!, rows: count, columns: latent), of: data, into: &densities)
        }
        var sum = ImportanceWeights()
        for place in 0..<count {
            let square = z[place * latent..<(place + 1) * latent].reduce(0) { $0 + Double($1 * $1) }
            sum.add(densities[place] - square / 2)
        }
        return sum.logMean + log(Double(count)) + Double(latent) * (log(h) - log(2 * Double.pi) / 2)
    }
}
