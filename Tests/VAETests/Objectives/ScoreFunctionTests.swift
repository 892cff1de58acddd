import Compute
import Foundation
import Networks
import Tensors
import Testing
import VAE

@testable import Distributions

@Suite struct ScoreFunctionTests {
    private func problem(
        _ objective: any Objective, latents: LatentChoice? = nil, draws: Int, beta: Double = 1
    ) throws -> GradientProblem {
        try GradientProblem(
            Architecture(
                shape: Shape([5]), latent: 2, hidden: [3], activation: .tanh, latents: latents),
            objective: objective, draws: draws, beta: beta)
    }

    /// The gradients of several objectives with the same noise, again and again: the moments of each element of the
    /// encoder's gradient, and those of the differences from the first objective's.
    private func moments(
        of objectives: [any Objective], latents: LatentChoice? = nil, draws: Int, gradients count: Int,
        beta: Double = 1
    ) throws -> (values: [[Moments]], differences: [[Moments]]) {
        let problems = try objectives.map { try problem($0, latents: latents, draws: draws, beta: beta) }
        let size = problems[0].decoderOffset
        let none = [[Moments]](
            repeating: [Moments](repeating: Moments(), count: size), count: objectives.count)
        var (values, differences) = (none, none)
        for index in 0..<count {
            let gradients = problems.map { problem in
                problem.drawNoise(row: 3 * draws * index)
                return problem.gradient().buffer.values
            }
            for (kind, gradient) in gradients.enumerated() {
                for i in 0..<size {
                    values[kind][i].add(gradient[i])
                    differences[kind][i].add(gradient[i] - gradients[0][i])
                }
            }
        }
        return (values, differences)
    }

    private func variance(_ moments: [Moments]) -> Double {
        moments.reduce(0) { $0 + $1.variance }
    }

    private func checkMeans(_ differences: [Moments]) {
        for difference in differences {
            #expect(abs(difference.mean) < 4.5 * difference.standardError + 1e-12)
        }
    }

    /// 100 000 draws of each of three rows.
    @Test(arguments: [(draws: 100, beta: 1.0), (100, 0.6)])
    func `the mean is that of the pathwise gradient, with and without a baseline`(
        _ choice: (draws: Int, beta: Double)
    ) throws {
        let (values, differences) = try moments(
            of: [EvidenceBound(.a), ScoreFunction(baseline: .none), ScoreFunction(baseline: .mean)],
            draws: choice.draws, gradients: 100_000 / choice.draws, beta: choice.beta)
        for difference in differences.dropFirst() { checkMeans(difference) }
        #expect(variance(values[2]) < variance(values[1]) / 2)
    }

    /// The baseline of one draw is of the other rows.
    @Test(arguments: [1, 2]) func `few draws`(draws: Int) throws {
        let (values, differences) = try moments(
            of: [EvidenceBound(.b), ScoreFunction(baseline: .none), ScoreFunction(baseline: .mean)],
            draws: draws, gradients: 5000)
        for difference in differences.dropFirst() { checkMeans(difference) }
        #expect(variance(values[2]) < variance(values[1]))
    }

    @Test(arguments: ["laplace", "gamma", "beta", "dirichlet", "elliptical"])
    func `the mean of other families`(family: String) throws {
        let latents = LatentChoice(posterior: family, prior: family, priorParameters: nil)
        let (_, differences) = try moments(
            of: [EvidenceBound(.a), ScoreFunction(baseline: .mean)], latents: latents, draws: 50,
            gradients: 500)
        checkMeans(differences[1])
    }

    /// With the noise held fixed: the gradient of −1/M Σ weight log q(z|x), z and weights being held fixed too, and that
    /// of log p(x|z).
    @Test(arguments: Baseline.allCases, [1, 3]) func `gradients by finite differences`(
        baseline: Baseline, draws: Int
    ) throws {
        let problem = try problem(ScoreFunction(baseline: baseline), draws: draws, beta: 0.7)
        _ = problem.gradient()
        let (pass, model) = (problem.pass, problem.model)
        let weights = pass.drawRows(0..<3).map { pass.drawWeights[$0] }
        let latents = Buffer<Double>(count: 6 * draws)
        defer { withExtendedLifetime(latents) {} }
        let z = Matrix(latents, rows: 3 * draws, columns: 2)
        pass.latents.copy(to: z)
        problem.check(0..<problem.decoderOffset) {
            pass.packed.parameters.load(from: model.parameters)
            pass.encode(0..<3)
            return weightedScores(of: pass, at: z, weights)
        }
        problem.check(problem.decoderOffset..<model.parameters.buffer.count) {
            _ = problem.loss()
            return (0..<3).reduce(0) { $0 - pass.terms[$1].reconstruction } / 3
        }
    }

    private func weightedScores(of pass: ModelPass<Double>, at z: Matrix<Double>, _ weights: [Double])
        -> Double
    {
        let blocks = pass.posteriorBlocks(0..<3)
        var sum = 0.0
        withScratch(Double.self, rows: 3, columns: 4) { outputs in
            for (block, values) in blocks.enumerated() { values.copy(to: outputs, firstColumn: 2 * block) }
            let densities = pass.model.posterior.densities(outputs)
            withScratch(Double.self, rows: z.rows, columns: densities.width) { logs in
                densities.logDensities(of: z, into: logs)
                for (draw, weight) in weights.enumerated() {
                    sum += weight * logs.row(draw)[draw / pass.draws]
                }
            }
        }
        return sum
    }

    /// Terms are those of the bound.
    @Test func `terms are those of the bound`() throws {
        let score = try problem(ScoreFunction(baseline: .mean), draws: 2)
        let bound = try problem(EvidenceBound(.b), draws: 2)
        _ = (score.gradient(), bound.gradient())
        for row in 0..<3 { #expect(score.pass.terms[row] == bound.pass.terms[row]) }
    }
}
