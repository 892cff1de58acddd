import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

/// Trainings on rows with holes.
@Suite struct MissingTrainingTests {
    private func architecture(_ likelihood: LikelihoodFamily, _ columns: Int, maskInput: Bool = false)
        -> Architecture
    {
        Architecture(
            shape: Shape([columns]), latent: 2, hidden: [16], likelihood: likelihood, maskInput: maskInput)
    }

    private func train(
        _ rows: Rows, validation: Rows? = nil, _ architecture: Architecture, threads: Int = 2,
        from snapshot: TrainingSnapshot? = nil, _ change: (inout TrainingOptions) -> Void = { _ in }
    ) throws -> (trainer: Trainer, model: VariationalAutoencoder<Float>) {
        let training = TrainingRows(rows)
        var options = TrainingOptions()
        options.batch = 20
        options.budget = .epochs(3)
        change(&options)
        let model = try VariationalAutoencoder(
            preparing: architecture, for: training, initialization: .glorot, seed: 1)
        let trainer = Trainer(
            model, rows: training, validation: validation.map { TrainingRows($0) }, options: options,
            workers: Workers(threads: threads), from: snapshot)
        return (trainer, model)
    }

    /// A source that says that it has holes, but has none.
    private struct Doubtful: RowSource {
        let rows: Rows
        var rowCount: Int { rows.rowCount }
        var columns: Int { rows.columns }
        var hasHoles: Bool { true }
        func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>) {
            rows.copyRow(index, into: row)
        }
    }

    @Test(arguments: LikelihoodFamily.ofNumbers) func `a mask of ones trains the same model`(
        likelihood: LikelihoodFamily
    ) throws {
        let rows = Rows(count: 50, columns: 20)
        let models = try [TrainingRows(rows), TrainingRows(Doubtful(rows: rows))].map { training in
            let model = try VariationalAutoencoder(
                preparing: architecture(likelihood, 20), for: TrainingRows(rows), initialization: .glorot,
                seed: 1)
            var options = TrainingOptions()
            options.batch = 20
            options.budget = .epochs(2)
            _ = try Trainer(model, rows: training, options: options, workers: Workers(threads: 2)).run()
            return model.parameters.buffer.values
        }
        #expect(models[0] == models[1])
    }

    @Test(arguments: LikelihoodFamily.ofNumbers, [false, true])
    func `holes train the same model on any number of threads and after a break`(
        likelihood: LikelihoodFamily, maskInput: Bool
    ) throws {
        let rows = Rows(count: 90, columns: 20).withHoles(0.3)
        let architecture = architecture(likelihood, 20, maskInput: maskInput)
        let (one, first) = try train(rows, validation: rows, architecture, threads: 1)
        var bound = 0.0
        _ = try one.run { bound = $0.validation!.bound }
        #expect(bound.isFinite)
        let (two, second) = try train(rows, validation: rows, architecture, threads: 2)
        var steps = 0
        _ = try two.run(onStep: { _ in steps += 1 }, shouldStop: { steps == 7 })
        let (rest, third) = try train(
            rows, validation: rows, architecture, from: two.snapshot())
        _ = try rest.run()
        #expect(first.parameters.buffer.values == third.parameters.buffer.values)
        _ = second
    }

    /// Columns of independent Gaussians: without latents the best model has the moments of what is observed.
    @Test(arguments: [LikelihoodFamily.gaussian, .gaussianShared])
    func `moments of observed numbers are learned`(likelihood: LikelihoodFamily) throws {
        let full = Rows(
            Rows(count: 2000, columns: 3, normal: true).values.map { [3 * $0[0] + 40, $0[1], 2 * $0[2] - 7] })
        let rows = full.withHoles(0.4)
        var architecture = architecture(likelihood, 3)
        (architecture.latent, architecture.hidden, architecture.decoderHidden) = (0, [], [])
        let (trainer, model) = try train(rows, architecture) {
            $0.budget = .epochs(40)
            $0.learningRate = 0.01
        }
        var bound = 0.0
        _ = try trainer.run { bound = $0.training.bound }
        let best = ColumnModel(architecture, rows: TrainingRows(rows)).logLikelihood(architecture)!
        #expect(abs(bound - best) < 0.02)
        for d in 0..<3 {
            let seen = rows.values.map { Double($0[d]) }.filter { !$0.isNaN }
            let moments = Moments(of: seen)
            #expect(abs(model.standardization!.means[d] - moments.mean) < 1e-5)
            let expected = likelihood == .gaussian ? moments.populationVariance.squareRoot() : nil
            if let expected { #expect(abs(Double(model.standardization!.scales[d]) - expected) < 1e-5) }
        }
    }

    /// More than half of the rows lack a number.
    @Test func `training on all rows beats dropping those with holes`() throws {
        let linear = try LinearGaussian<Float>(scales: [3, 2], sigma: 0.5)
        let full = linear.sample(120, seed: 5)
        let rows = full.withHoles(0.1)
        let complete = Rows(rows.values.filter { !$0.contains(where: \.isNaN) })
        let test = linear.sample(500, seed: 6)
        let bounds = try [full, rows, complete].map { rows in
            var architecture = architecture(.gaussianShared, 8)
            (architecture.hidden, architecture.decoderHidden) = ([], [])
            let (trainer, model) = try train(rows, architecture) {
                $0.budget = .samples(60_000)
                $0.learningRate = 0.01
                $0.importanceWeighted = true
                $0.draws = 5
            }
            _ = try trainer.run()
            let packed = PackedModel(model, training: false)
            return mapEncoded(packed, test) {
                ImportanceSampler(packed, samples: 200, seed: 1).estimate($0, $1)
            }.reduce(0) { $0 + $1.logLikelihood / 500 }
        }
        #expect(complete.rowCount < 60 && bounds[1] > bounds[2], "\(bounds)")
        #expect(bounds[1] > bounds[0] - 0.1, "\(bounds)")
    }

    @Test func `a column that is never observed is left alone`() throws {
        let rows = Rows(Rows(count: 60, columns: 4).values.map { [$0[0], .nan, $0[2], $0[3]] })
        for likelihood in LikelihoodFamily.ofNumbers {
            let (trainer, model) = try train(rows, architecture(likelihood, 4)) { $0.budget = .epochs(2) }
            _ = try trainer.run()
            #expect(model.parameters.firstNonFinite() == nil)
            if let units = model.standardization { #expect(units.means[1] == 0 && units.scales[1] > 0) }
            let start = try train(rows, architecture(likelihood, 4)).model
            let outputs = likelihood == .gaussian ? 2 : 1
            let (weight, initial) = (
                model.decoder.outputLayer.weight(in: model.parameters),
                start.decoder.outputLayer.weight(in: start.parameters)
            )
            for block in 0..<outputs {
                #expect(Array(weight.row(block * 4 + 1)) == Array(initial.row(block * 4 + 1)))
            }
        }
    }

    /// Chains see what is observed alone.
    @Test func `Monte Carlo EM trains on holes`() throws {
        let linear = try LinearGaussian<Float>(scales: [3], sigma: 0.5)
        let rows = linear.sample(150, seed: 5).withHoles(0.2)
        var architecture = architecture(.gaussianShared, 8)
        (architecture.latent, architecture.hidden, architecture.decoderHidden) = (1, [], [])
        architecture.encodes = false
        let bounds = try [0, 40].map { epochs in
            let (trainer, model) = try train(rows, architecture) {
                $0.objective = .monteCarloEM
                $0.budget = .epochs(max(epochs, 1))
                $0.learningRate = epochs == 0 ? 1e-9 : 0.02
            }
            _ = try trainer.run()
            #expect(model.parameters.firstNonFinite() == nil)
            let packed = PackedModel(model, training: false)
            let evaluator = Evaluator(
                packed, capacity: 150, draws: 1, seed: 1, workers: Workers(threads: 2))
            evaluator.load(
                TrainingRows(rows).batch(ArraySlice(0..<150)), count: 150, row: 0)
            return Quadrature(packed).estimate(
                evaluator.encodedRows(count: 150, row: 0), Workers(threads: 2)
            ).reduce(0) { $0 + $1.logLikelihood / 150 }
        }
        let best = rows.values.reduce(0) { $0 + linear.conditional($1).logDensity / 150 }
        #expect(bounds[1] > bounds[0] + 1 && bounds[1] > best - 0.7, "\(bounds), \(best)")
    }

    @Test func `grey values are binarized where they are observed`() throws {
        let rows = Rows(count: 40, columns: 20).withHoles(0.3)
        for binarization in Binarization.allCases {
            var architecture = architecture(.bernoulli, 20)
            architecture.binarization = binarization
            let (trainer, model) = try train(rows, architecture)
            _ = try trainer.run()
            #expect(model.parameters.firstNonFinite() == nil)
        }
    }
}
