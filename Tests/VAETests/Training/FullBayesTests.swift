import Compute
import Distributions
import Foundation
import Networks
import Tensors
import Testing

@testable import VAE

/// Full variational Bayes: a posterior over the weights.
@Suite struct FullBayesTests {
    private let rows = Rows(count: 90, columns: 12)

    @Test(arguments: [LikelihoodFamily.bernoulli, .gaussian, .gaussianFixed], [[4], []])
    func `gradients of means and log-deviations`(likelihood: LikelihoodFamily, hidden: [Int]) throws {
        let architecture = Architecture(
            shape: Shape([5]), latent: 2, hidden: hidden, activation: .tanh, likelihood: likelihood)
        try GradientProblem(architecture, objective: EvidenceBound(.b), draws: 2, isBayesian: true).check()
    }

    /// Bayesian linear regression: x = A (z, 1) + noise, z being held fixed, has a posterior of precision
    /// Λ = Σ (z, 1) (z, 1)ᵀ / σ² + W I for each row of A. The nearest factorised one has its means, and variances 1 / Λᵢᵢ.
    @Test func `a linear decoder has the posterior of Bayesian linear regression`() throws {
        let (count, sigma, precision) = (40, 0.5, 3.0)
        let architecture = Architecture(
            shape: Shape([3]), latent: 2, hidden: [], likelihood: .gaussianFixed, sigma: sigma)
        let model = try VariationalAutoencoder<Double>(architecture, hasWeightPosterior: true)
        let numbers = Rows(count: count, columns: 5, normal: true).values.map { $0.map(Double.init) }
        let z = numbers.map { [$0[0], 0.6 * $0[0] + 0.8 * $0[1], 1] }
        let x = zip(numbers, z).map { n, z in
            [z[0] + 0.3 + 0.5 * n[2], z[0] - 2 * z[1] + 0.5 * n[3], 0.4 * z[1] - 1 + 0.5 * n[4]]
        }
        try learn(model, x, latents: z, precision: precision)
        let (weight, bias) = (model.decoder.layers[0].weight(in: model.parameters), model.decoder.layers[0])
        let deviations = model.logDeviationNetworks[1].layers[0]
        let means = (0..<3).map { Array(weight.row($0)) + [bias.bias(in: model.parameters)[$0]] }
        let logDeviations = (0..<3).map {
            Array(deviations.weight(in: model.parameters).row($0)) + [
                deviations.bias(in: model.parameters)[$0]
            ]
        }
        let exact = (0..<3).map { i in
            (0..<3).map { j in
                z.reduce(0) { $0 + $1[i] * $1[j] } / (sigma * sigma) + (i == j ? precision : 0)
            }
        }
        for d in 0..<3 {
            // Λ μ = Σ (z, 1) x / σ².
            for i in 0..<3 {
                let left = (0..<3).reduce(0) { $0 + exact[i][$1] * means[d][$1] }
                let right = zip(z, x).reduce(0) { $0 + $1.0[i] * $1.1[d] } / (sigma * sigma)
                let deviation = 1 / exact[i][i].squareRoot()
                #expect(abs(left - right) < 0.1 * exact[i][i] * deviation, "mean \(d) \(i)")
                #expect(abs(exp(logDeviations[d][i]) / deviation - 1) < 0.03, "deviation \(d) \(i)")
            }
        }
        // The data says nothing of the encoder.
        let encoder = model.logDeviationNetworks[0].layers[0].weight(in: model.parameters).elements
        #expect(encoder.allSatisfy { abs(exp($0) * precision.squareRoot() - 1) < 0.01 })
        #expect(model.weightCounts!.determined > 0 && model.weightCounts!.determined <= 9)
    }

    /// Trains the decoder on all rows at once, with a rate that falls.
    private func learn(
        _ model: VariationalAutoencoder<Double>, _ x: [[Double]], latents z: [[Double]], precision: Double
    ) throws {
        let (workers, count) = (Workers(threads: 1), x.count)
        model.startWeightPosterior(precision: precision)
        let packed = PackedModel(model, training: true)
        let pass = ModelPass(packed, capacity: count, draws: 1, differentiates: true)
        let buffer = Buffer<Double>(count: 2 * count)
        let latents = Matrix(buffer, rows: count, columns: 2)
        for row in 0..<count {
            for d in 0..<3 { pass.batch.input[row, d] = x[row][d] }
            for j in 0..<2 { latents.row(row)[j] = z[row][j] }
        }
        let posterior = WeightPosterior(of: packed.parameters, precision: precision, rows: count, seed: 2)
        let updates = ParameterUpdates(
            of: packed.parameters, optimizer: Momentum(momentum: 0.9), transforms: [], posterior: posterior)
        let steps = 8000
        for step in 1...steps {
            posterior.draw(step: step, workers)
            let gradient = DecoderObjective(latents: latents).differentiate(
                count, of: pass, beta: 1, workers)
            let rate = 0.01 * (1 - Double(step - 1) / Double(steps))
            updates.apply(
                gradient, number: step, rate: rate, decay: precision / Double(count), workers)
        }
        packed.save()
    }

    private func train(
        threads: Int, _ precision: Precision, validation: TrainingRows? = nil,
        onEpoch: (EpochReport) -> Void = { _ in }
    ) throws -> VariationalAutoencoder<Float> {
        let model = try VariationalAutoencoder<Float>(
            preparing: Architecture(shape: Shape([3, 4]), latent: 2, hidden: [20, 5]),
            for: TrainingRows(rows), initialization: .glorot, seed: 1, hasWeightPosterior: true)
        var options = TrainingOptions()
        options.batch = 20
        options.budget = .epochs(40)
        options.weightDecay = 1
        options.bayesian = true
        options.precision = precision
        model.startWeightPosterior(precision: 1)
        let trainer = Trainer(
            model, rows: TrainingRows(rows), validation: validation, options: options,
            workers: Workers(threads: threads))
        _ = try trainer.run(onEpoch: onEpoch)
        return model
    }

    @Test(arguments: Precision.allCases.filter(\.isAvailable)) func `threads change nothing`(
        precision: Precision
    ) throws {
        let alone = try train(threads: 1, precision).parameters.buffer.values
        #expect(try train(threads: 3, precision).parameters.buffer.values == alone)
    }

    @Test func `the KL term of the weights falls, and validation is by the means`() throws {
        let validation = TrainingRows(Rows(count: 30, columns: 12, seed: 9))
        var reports: [EpochReport] = []
        let model = try train(threads: 1, .float32, validation: validation) { reports.append($0) }
        #expect(reports.last!.weightDivergence! < reports.first!.weightDivergence!)
        let plain = try VariationalAutoencoder<Float>(model.architecture)
        plain.copyParameters(from: model)
        let bound = Validation(
            PackedModel(plain, training: false), rows: validation, options: TrainingOptions(),
            workers: Workers(threads: 1)
        ).evaluate().means.bound
        #expect(bound == reports.compactMap { $0.validation?.bound }.max()!)
    }

    @Test func `draws of the weights have the posterior's moments`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([5]), latent: 2, hidden: [3], likelihood: .gaussianShared),
            hasWeightPosterior: true)
        model.fillParameters()
        let draws = (0..<400).map { model.drawingWeights($0, seed: 1) }
        #expect(!draws[0].hasWeightPosterior && draws[0].parameterCount == model.parameterCount)
        let offset = model.parameterCount
        for index in 0..<model.weightCounts!.all {
            var moments = Moments()
            for draw in draws { moments.add(Double(draw.parameters.buffer.base[index])) }
            let deviation = exp(Double(model.parameters.buffer.base[offset + index]))
            #expect(
                abs(moments.mean - Double(model.parameters.buffer.base[index])) < 0.25 * deviation)
            #expect(abs(moments.variance.squareRoot() / deviation - 1) < 0.2)
        }
        // The likelihood's own number is no weight.
        let last = model.parameterCount - 1
        #expect(draws.allSatisfy { $0.parameters.buffer.base[last] == model.parameters.buffer.base[last] })
    }
}
