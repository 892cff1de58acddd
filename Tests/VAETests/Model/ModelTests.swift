import Compute
import Foundation
import Networks
import Tensors
import Testing
import VAE

@testable import Distributions

@Suite struct ModelTests {
    @Test func `tensors are named as PyTorch names them`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([28, 28]), latent: 20, hidden: [500, 250], likelihood: .gaussianShared))
        let entries = model.parameters.layout.entries.map { "\($0.name) \($0.shape)" }
        #expect(
            entries == [
                "encoder.0.weight 500x784", "encoder.0.bias 500", "encoder.2.weight 250x500",
                "encoder.2.bias 250", "encoder.4.weight 40x250", "encoder.4.bias 40",
                "decoder.0.weight 250x20", "decoder.0.bias 250", "decoder.2.weight 500x250",
                "decoder.2.bias 500", "decoder.4.weight 784x500", "decoder.4.bias 784",
                "decoder.log_variance 1",
            ])
    }

    @Test func `impossible choices are refused`() {
        let shape = Shape([4])
        let impossible = [
            Architecture(shape: shape, latent: -1), Architecture(shape: shape, hidden: [0]),
            Architecture(shape: Shape([0])), Architecture(shape: shape, hidden: [1 << 40]),
            Architecture(shape: shape, likelihood: .gaussianFixed, sigma: 0),
            Architecture(shape: shape, likelihood: .gaussian, binarization: .threshold),
            Architecture(shape: shape, mean: .unit), Architecture(shape: shape, maximum: -1),
            Architecture(shape: shape, hidden: [1 << 20, 1 << 20]),
            Architecture(shape: Shape([4] + [Int](repeating: 1, count: 40))),
        ]
        for architecture in impossible {
            #expect(throws: Architecture.Invalid.self) {
                try VariationalAutoencoder<Float>(architecture)
            }
        }
    }

    /// x → h = tanh(W x + b) → outputs, written out.
    @Test func `networks compute their formula`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([3]), latent: 2, hidden: [4], activation: .tanh))
        model.fillParameters()
        let x: [Float] = [0.2, 0.9, 0.4]
        func affine(_ layer: AffineLayer, _ input: [Double]) -> [Double] {
            let weight = layer.weight(in: model.parameters)
            return (0..<layer.outputs).map { o in
                input.indices.reduce(Double(layer.bias(in: model.parameters)[o])) {
                    $0 + Double(weight.row(o)[$1]) * input[$1]
                }
            }
        }
        let hidden = affine(model.encoder.layers[0], x.map(Double.init)).map { tanh($0) }
        let expected = affine(model.encoder.layers[1], hidden)
        let encoder = RowEncoder(model, capacity: 2, seed: 1, workers: Workers(threads: 1))
        for (value, exact) in zip(
            encoder.posteriors(of: x, dimensions: 3, latent: model.architecture.latent), expected)
        {
            #expect(abs(Double(value) - exact) < 1e-6)
        }
    }

    @Test func `posterior draws have their mean and variance`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([3]), latent: 2, hidden: [4], activation: .tanh))
        let encoder = RowEncoder(model, capacity: 1, seed: 1, workers: Workers(threads: 1))
        let draws = 100_000
        let z = encoder.sample([1, -2, Float(log(0.25)), Float(log(4.0))], draws: draws, row: 0)
        for (j, (mean, variance)) in [(1.0, 0.25), (-2.0, 4.0)].enumerated() {
            var summary = Moments()
            for draw in 0..<draws { summary.add(Double(z[draw * 2 + j])) }
            let error = (variance / Double(draws)).squareRoot()
            #expect(abs(summary.mean - mean) < 5 * error)
            #expect(abs(summary.standardError / error - 1) < 0.02)
        }
    }

    @Test func `log-variances of the encoder are bounded and keep nan`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([1]), latent: 2, hidden: [1]))
        let bias = model.encoder.layers[1].bias(in: model.parameters)
        (bias[2], bias[3]) = (1e9, .nan)
        let encoder = RowEncoder(model, capacity: 1, seed: 1, workers: Workers(threads: 1))
        var posterior = encoder.posteriors(of: [0], dimensions: 1, latent: 2)
        encoder.makeParameters(&posterior)
        #expect(posterior[2] == 20)
        #expect(posterior[3].isNaN)
    }

    @Test(arguments: LikelihoodFamily.ofNumbers) func `samples have the mean that decoding gives`(
        likelihood: LikelihoodFamily
    ) throws {
        let units = Standardization(means: [3, -1, 0], scales: [2, 0.5, 1])
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([3]), latent: 2, hidden: [4], likelihood: likelihood),
            standardization: likelihood.isGaussian ? units : nil)
        model.fillParameters()
        let count = 40_000
        let decoder = LatentDecoder(model, capacity: count, seed: 1, workers: Workers(threads: 2))
        let latents = [Float](repeating: 0.5, count: 2 * count)
        let mean = decoder.decode([0.5, 0.5], count: 1, as: .mean, row: 0)
        let samples = decoder.decode(latents, count: latents.count / 2, as: .sample, row: 0)
        let parameters = decoder.decode([0.5, 0.5], count: 1, as: .parameters, row: 0)
        for d in 0..<3 {
            var summary = Moments()
            for row in 0..<count { summary.add(Double(samples[row * 3 + d])) }
            #expect(abs(summary.mean - Double(mean[d])) < 5 * summary.standardError + 1e-6)
            if likelihood.isGaussian {
                #expect(parameters[d] == mean[d])
                let deviation = summary.standardError * Double(count).squareRoot()
                #expect(abs(2 * log(deviation) - Double(parameters[3 + d])) < 0.05)
            } else if likelihood == .bernoulli {
                #expect(abs(1 / (1 + exp(-parameters[d])) - mean[d]) < 1e-6)
            }
        }
    }

    /// However far the given deviation is from the scale of the data.
    @Test(arguments: [0.25, 4, 4e6] as [Float]) func `the log-variance of a fixed Gaussian is the given one`(
        scale: Float
    )
        throws
    {
        let units = Standardization(means: [0, 0], scales: [scale, scale])
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([2]), latent: 1, hidden: [2], likelihood: .gaussianFixed, sigma: 0.3),
            standardization: units)
        let decoder = LatentDecoder(model, capacity: 1, seed: 1, workers: Workers(threads: 1))
        let parameters = decoder.decode([0], count: 1, as: .parameters, row: 0)
        #expect(abs(Double(parameters[2]) - 2 * log(0.3)) < 1e-5)
    }
}

@Suite struct PreparationTests {
    @Test func `Glorot's initialization stays within its limit and starts at the mean`() throws {
        let rows = Rows(count: 200, columns: 10)
        let model = try VariationalAutoencoder(
            preparing: Architecture(shape: Shape([10]), latent: 2, hidden: [30]),
            for: TrainingRows(rows), initialization: .glorot, seed: 1)
        let weight = model.encoder.layers[0].weight(in: model.parameters).elements
        let limit = (6.0 as Float / 40).squareRoot()
        #expect(weight.allSatisfy { abs($0) <= limit })
        #expect(weight.contains { abs($0) > 0.9 * limit })
        let bias = model.decoder.layers[1].bias(in: model.parameters)
        for d in 0..<10 {
            let mean = rows.values.reduce(0) { $0 + $1[d] } / 200
            #expect(abs(1 / (1 + exp(-bias[d])) - mean) < 1e-5)
        }
    }

    @Test func `normal initialization has its deviation`() throws {
        let model = try VariationalAutoencoder(
            preparing: Architecture(shape: Shape([50]), latent: 5, hidden: [100]),
            for: TrainingRows(Rows(count: 5, columns: 50)),
            initialization: .normal(standardDeviation: 0.01), seed: 1)
        let all = model.parameters.buffer
        #expect(abs((sumOfSquares(all.elements) / Double(all.count)).squareRoot() - 0.01) < 3e-4)
    }

    @Test func `units come from the training rows`() throws {
        let rows = Rows([[1, 5, 1e6], [3, 5, 1e6 + 2], [100, 5, -7]])
        let model = try VariationalAutoencoder(
            preparing: Architecture(shape: Shape([3]), latent: 1, hidden: [2], likelihood: .gaussian),
            for: TrainingRows(rows, indices: [0, 1]), initialization: .glorot, seed: 1)
        #expect(model.standardization == Standardization(means: [2, 5, 1_000_001], scales: [1, 1, 1]))
    }

    @Test func `splits hold every row once`() {
        let rows = Rows(count: 10, columns: 1)
        let (training, validation) = TrainingRows.split(rows, fraction: 0.3, seed: 1)
        #expect(validation.count == 3)
        #expect((Array(training.indices) + validation.indices).sorted() == Array(0..<10))
        #expect(TrainingRows.split(rows, fraction: 0.999, seed: 1).training.count == 1)
        #expect(TrainingRows.split(rows, fraction: 0.001, seed: 1).validation.count == 1)
    }
}
