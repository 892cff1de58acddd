import Compute
import Foundation
import Networks
import Tensors
import Testing

@testable import Distributions
@testable import Latents
@testable import VAE

@Suite struct MonteCarloEMTests {
    private func problem(
        _ likelihood: LikelihoodFamily, decoderHidden: [Int] = [4], latents: LatentChoice? = nil
    ) throws -> GradientProblem {
        try GradientProblem(
            Architecture(
                shape: Shape([5]), latent: 2, hidden: [], decoderHidden: decoderHidden, activation: .tanh,
                likelihood: likelihood, sigma: 0.8, latents: latents, encodes: false),
            objective: MonteCarloEM(), draws: 1, beta: 1)
    }

    @Test(arguments: LikelihoodFamily.ofNumbers, [[4], []])
    func `the gradient is that of log p(x, z) at given z`(likelihood: LikelihoodFamily, decoderHidden: [Int])
        throws
    {
        try problem(likelihood, decoderHidden: decoderHidden).check()
    }

    @Test(arguments: [
        nil, LatentChoice(posterior: nil, prior: "laplace", priorParameters: [0, 2]),
        LatentChoice(posterior: nil, prior: "gamma", priorParameters: nil),
    ])
    func `terms are log p(x|z) and -log p(z)`(latents: LatentChoice?) throws {
        let problem = try problem(.gaussian, latents: latents)
        _ = problem.loss()
        let (pass, prior) = (problem.pass, problem.model.prior)
        for row in 0..<problem.rows {
            var z = (0..<2).map { Float(pass.latents[row, $0]) }
            let density = z.withUnsafeMutableBufferPointer { prior.logDensity($0) }
            #expect(pass.terms[row].reconstruction == pass.reconstruction(row))
            #expect(pass.terms[row].divergence == -density)
            #expect(pass.terms[row].bound == pass.reconstruction(row) + density)
        }
    }

    /// The greatest mean log-likelihood of a row that a linear Gaussian model can have (Tipping & Bishop 1999, equation
    /// 7 at the solution): −½ (Σ log λ_j over the J largest + (D − J) log of the mean of the others + D log 2πe), λ the
    /// eigenvalues of the covariance.
    private func greatestLogLikelihood(_ rows: Rows, latent: Int) -> Double {
        let (count, columns) = (Double(rows.rowCount), rows.columns)
        let means = (0..<columns).map { d in rows.values.reduce(0) { $0 + Double($1[d]) } / count }
        var covariance = [Double](repeating: 0, count: columns * columns)
        for x in rows.values {
            let rest = zip(x, means).map { Double($0) - $1 }
            for i in 0..<columns * columns {
                covariance[i] += rest[i / columns] * rest[i % columns] / count
            }
        }
        let values = SymmetricEigenvalues(covariance, size: columns).values
        let noise = values[latent...].reduce(0, +) / Double(columns - latent)
        let logs = values[..<latent].reduce(Double(columns - latent) * log(noise)) { $0 + log($1) }
        return -0.5 * (logs + Double(columns) * (log(2 * .pi) + 1))
    }

    /// Probabilistic principal components, in units far from standard ones.
    @Test func `a linear model learns the maximum-likelihood solution`() throws {
        let rows = try LinearGaussian<Float>(
            scales: [2, 1], sigma: 0.5, standardization: LinearGaussianTests.units
        ).sample(300, seed: 4)
        let training = TrainingRows(rows)
        let model = try VariationalAutoencoder<Float>(
            preparing: Architecture(
                shape: Shape([8]), latent: 2, hidden: [], decoderHidden: [], likelihood: .gaussianShared,
                encodes: false), for: training, initialization: .glorot, seed: 1)
        var options = TrainingOptions()
        options.objective = .monteCarloEM
        options.budget = .epochs(200)
        options.learningRate = 0.02
        var acceptances: [Double] = []
        let workers = Workers(threads: 2)
        _ = try Trainer(model, rows: training, options: options, workers: workers).run(
            onEpoch: { acceptances.append($0.acceptance!) })
        let packed = PackedModel(model, training: false)
        let estimates = mapEncoded(packed, rows, Quadrature(packed).estimate)
        let reached = estimates.reduce(0) { $0 + $1.logLikelihood } / Double(rows.rowCount)
        let greatest = greatestLogLikelihood(rows, latent: 2)
        let acceptance = Moments(of: Array(acceptances.suffix(50))).mean
        #expect(reached < greatest + 1e-4 && reached > greatest - 0.02)
        #expect(abs(acceptance - 0.9) < 0.03)
    }
}
