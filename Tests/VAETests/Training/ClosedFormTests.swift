import Compute
import Distributions
import Foundation
import Latents
import Tensors
import Testing

@testable import VAE

/// Models whose best bound is known.
@Suite struct ClosedFormTests {
    /// The bound after a training, with enough draws that the error is far below what is asked for.
    private func bound(
        _ rows: Rows, _ change: (inout Architecture) -> Void, _ options: TrainingOptions
    ) throws -> Double {
        var architecture = Architecture(shape: Shape([rows.columns]), hidden: [], likelihood: .gaussianShared)
        change(&architecture)
        let model = try VariationalAutoencoder(
            preparing: architecture, for: TrainingRows(rows), initialization: .glorot, seed: 1)
        let workers = Workers(threads: 2)
        let trainer = Trainer(model, rows: TrainingRows(rows), options: options, workers: workers)
        _ = try trainer.run()
        let evaluator = Evaluator(
            PackedModel(model, training: false), capacity: rows.rowCount, draws: 100, seed: 3,
            workers: workers)
        let terms = evaluator.evaluate(
            TrainingRows(rows).batch(ArraySlice(0..<rows.rowCount)), count: rows.rowCount, row: 0)
        return terms.reduce(0) { $0 + $1.evidenceBound } / Double(terms.count)
    }

    private func options(epochs: Int) -> TrainingOptions {
        var options = TrainingOptions()
        options.budget = .epochs(epochs)
        options.learningRate = 0.01
        return options
    }

    /// −½ (D (log 2π + 1) + Σ log λ), λ the J greatest eigenvalues of the covariance and the mean of the others
    /// (Tipping & Bishop 1999, equation 3.8), here with the offset of an affine decoder.
    @Test func `a linear model reaches probabilistic principal component analysis`() throws {
        let noise = Rows(count: 1000, columns: 7, normal: true).values
        let rows = Rows(
            noise.map { n in
                [
                    3 * n[0] + 0.5 * n[2] + 7, n[1] - n[0] + 0.5 * n[3], 2 * n[1] + 0.5 * n[4],
                    0.5 * n[5] - 100, 0.5 * n[6] + n[0] + n[1],
                ]
            })
        var moments = ColumnMoments(columns: 5, covariance: true)
        for row in rows.values { moments.add(row) }
        let eigenvalues = PrincipalComponents(moments).variances.map { $0 * 999 / 1000 }
        let rest = eigenvalues[2...].reduce(0, +) / 3
        let best =
            -0.5
            * (5 * (log(2 * Double.pi) + 1) + eigenvalues[..<2].reduce(0) { $0 + log($1) } + 3 * log(rest))
        let bound = try bound(rows, { $0.latent = 2 }, options(epochs: 300))
        #expect(abs(bound - best) < 0.01)
    }

    @Test(arguments: [[], [4]]) func `without latents a model is one Gaussian`(hidden: [Int]) throws {
        let rows = Rows(Rows(count: 500, columns: 2, normal: true).values.map { [3 * $0[0] + 40, $0[1]] })
        var moments = ColumnMoments(columns: 2)
        for row in rows.values { moments.add(row) }
        let variances = moments.populationVariances
        let change = { (likelihood: LikelihoodFamily) in
            { (architecture: inout Architecture) in
                (architecture.latent, architecture.hidden) = (0, hidden)
                (architecture.decoderHidden, architecture.likelihood) = (hidden, likelihood)
            }
        }
        let separate = -variances.reduce(0) { $0 + 0.5 * (log(2 * Double.pi * $1) + 1) }
        #expect(abs(try bound(rows, change(.gaussian), options(epochs: 30)) - separate) < 0.01)
        let shared = -(log(2 * Double.pi * variances.reduce(0, +) / 2) + 1)
        #expect(abs(try bound(rows, change(.gaussianShared), options(epochs: 30)) - shared) < 0.01)
    }

    @Test(arguments: [LikelihoodFamily.gaussian, .gaussianShared])
    func `a large offset costs no digits`(likelihood: LikelihoodFamily) throws {
        let near = Rows(count: 200, columns: 3, normal: true).values.map { $0.map { Double($0) } }
        let bounds = try [0, 1e8, -1e12].map { offset in
            // A multiple of 2⁻¹⁰, so that adding the offset is exact.
            let rows = WideRows(
                values: near.map { $0.map { ($0 * 1024).rounded() / 1024 + offset } })
            let model = try VariationalAutoencoder(
                preparing: Architecture(shape: Shape([3]), latent: 1, hidden: [4], likelihood: likelihood),
                for: TrainingRows(rows), initialization: .glorot, seed: 1)
            let trainer = Trainer(
                model, rows: TrainingRows(rows), validation: TrainingRows(rows), options: options(epochs: 3),
                workers: Workers(threads: 1))
            var bound = 0.0
            _ = try trainer.run { bound = $0.validation!.bound }
            return bound
        }
        #expect(abs(bounds[1] - bounds[0]) < 1e-4 && abs(bounds[2] - bounds[0]) < 1e-2)
    }
}
