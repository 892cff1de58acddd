import Compute
import Foundation
import Networks
import Tensors
import Testing

@testable import Distributions
@testable import VAE

@Suite struct WakeSleepTests {
    private func problem(
        _ likelihood: LikelihoodFamily = .bernoulli, latents: LatentChoice? = nil, latent: Int = 2,
        draws: Int = 2
    ) throws -> GradientProblem {
        try GradientProblem(
            Architecture(
                shape: Shape([5]), latent: latent, hidden: [4], activation: .tanh, likelihood: likelihood,
                sigma: 0.8, latents: latents), objective: WakeSleep(), draws: draws, beta: 1)
    }

    private func checkWake(_ problem: GradientProblem) {
        problem.check(problem.decoderOffset..<problem.model.parameters.buffer.count) {
            _ = problem.loss()
            return (0..<problem.rows).reduce(0) { $0 - problem.pass.terms[$1].reconstruction }
                / Double(problem.rows)
        }
    }

    /// −1/M Σ log q(z|x′); dreams do not depend on the encoder.
    private func checkSleep(_ problem: GradientProblem) {
        problem.check(0..<problem.decoderOffset) { sleepLoss(problem) }
    }

    private func sleepLoss(_ problem: GradientProblem) -> Double {
        let (dreams, model) = (problem.pass.dreams!, problem.model)
        problem.pass.packed.parameters.load(from: model.parameters)
        dreams.run(count: problem.rows, problem.workers)
        let blocks = dreams.posteriorBlocks(0..<problem.rows)
        let latent = model.architecture.latent
        var sum = 0.0
        withScratch(Double.self, rows: problem.rows, columns: blocks.count * latent) { outputs in
            for (block, values) in blocks.enumerated() {
                for row in 0..<problem.rows {
                    for j in 0..<latent { outputs.row(row)[block * latent + j] = values[row, j] }
                }
            }
            let densities = model.posterior.densities(outputs)
            withScratch(Double.self, rows: problem.rows, columns: densities.width) { logs in
                densities.logDensities(of: dreams.latents, into: logs)
                for row in 0..<problem.rows { sum += logs.row(row)[row] }
            }
        }
        return -sum / Double(problem.rows)
    }

    @Test(arguments: LikelihoodFamily.ofNumbers)
    func `the decoder's gradient is that of log p(x, z)`(likelihood: LikelihoodFamily) throws {
        try checkWake(problem(likelihood))
    }

    @Test(arguments: LikelihoodFamily.ofNumbers)
    func `the encoder's gradient is that of log q(z|x') on dreams`(likelihood: LikelihoodFamily) throws {
        try checkSleep(problem(likelihood))
    }

    private static let covering = LatentGradientTests.pairs.filter {
        (try? $0.architecture.makeLatents())?.posterior.coversPrior ?? false
    }

    @Test(arguments: covering)
    func `the encoder's gradient of every posterior that covers the prior`(_ pair: LatentGradientTests.Pair)
        throws
    {
        let problem = try problem(.gaussian, latents: pair.architecture.latents)
        try #require(sleepLoss(problem).isFinite)
        checkSleep(problem)
    }

    /// Terms are those of the bound, whose noise is the same.
    @Test func `terms are those of the bound`() throws {
        let wakeSleep = try problem()
        let bound = try GradientProblem(
            wakeSleep.model.architecture, objective: EvidenceBound(.b), draws: 2, beta: 1)
        _ = (wakeSleep.gradient(), bound.gradient())
        for row in 0..<3 { #expect(wakeSleep.pass.terms[row] == bound.pass.terms[row]) }
    }

    /// Dreams have the mean and the variance of the model: of a linear one, b and the diagonal of W Wᵀ + σ² I.
    @Test func `dreams are draws from the model`() throws {
        let linear = try LinearGaussian<Double>(scales: [1.5, 0.7], sigma: 0.6)
        let count = 20_000
        let dreams = DreamPass(PackedModel(linear.model, training: true), capacity: count, seed: 3)
        dreams.run(count: count, Workers(threads: 2))
        let layer = linear.model.decoder.layers[0]
        for d in 0..<linear.dimensions {
            var moments = Moments()
            for row in 0..<count { moments.add(dreams.rows[row, d]) }
            let weights = layer.weight(in: linear.model.parameters).row(d)
            let variance = weights.reduce(0.36) { $0 + $1 * $1 }
            let mean = layer.bias(in: linear.model.parameters)[d]
            #expect(abs(moments.mean - mean) < 4.5 * moments.standardError)
            #expect(abs(moments.variance / variance - 1) < 4.5 * (2 / Double(count)).squareRoot())
        }
    }

    @Test func `dreams depend on their place alone`() throws {
        let dreams = try problem().pass.dreams!
        func run(from first: Int, threads: Int) -> [[Double]] {
            dreams.firstRow = first
            dreams.run(count: 3, Workers(threads: threads))
            return (0..<3).map { row in
                Array(dreams.latents.row(row)) + (0..<dreams.rows.columns).map { dreams.rows[row, $0] }
            }
        }
        let all = run(from: 7, threads: 1)
        #expect(run(from: 7, threads: 3) == all)
        #expect(Array(run(from: 8, threads: 2).prefix(2)) == Array(all.suffix(2)))
    }

    /// Rows of 4 × 2 pixels that are one of two patterns, with noise.
    @Test func `the bound of the rows rises`() throws {
        let noise = Rows(count: 200, columns: 8)
        let rows = TrainingRows(
            Rows(
                noise.values.enumerated().map { row, values in
                    values.enumerated().map { d, value in value < ((row + d) % 2 == 0 ? 0.9 : 0.1) ? 1 : 0 }
                }))
        let model = try VariationalAutoencoder(
            preparing: Architecture(shape: Shape([8]), latent: 2, hidden: [16]), for: rows,
            initialization: .glorot, seed: 1)
        var options = TrainingOptions()
        options.objective = .wakeSleep
        options.batch = 20
        options.budget = .epochs(60)
        options.learningRate = 0.01
        var bounds: [Double] = []
        _ = try Trainer(model, rows: rows, validation: rows, options: options, workers: Workers(threads: 2))
            .run(onEpoch: { bounds.append($0.validation!.bound) })
        #expect(bounds.last! > bounds[0] + 1)
    }
}
