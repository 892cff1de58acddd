import Compute
import Foundation
import Tensors
import Testing
import VAE

@testable import Distributions
@testable import Networks

@Suite struct TrainerTests {
    private let rows = Rows(count: 90, columns: 12)

    private func model(_ likelihood: LikelihoodFamily = .bernoulli) throws -> VariationalAutoencoder<Float> {
        try VariationalAutoencoder(
            preparing: Architecture(shape: Shape([3, 4]), latent: 2, hidden: [16], likelihood: likelihood),
            for: TrainingRows(rows), initialization: .glorot, seed: 1)
    }

    private func options(_ change: (inout TrainingOptions) -> Void = { _ in }) -> TrainingOptions {
        var options = TrainingOptions()
        options.batch = 20
        options.budget = .epochs(3)
        options.learningRate = 0.01
        change(&options)
        return options
    }

    private func train(
        _ options: TrainingOptions, threads: Int = 1, validation: TrainingRows? = nil,
        onEpoch: (EpochReport) -> Void = { _ in }
    ) throws -> [Float] {
        let model = try model()
        let trainer = Trainer(
            model, rows: TrainingRows(rows), validation: validation, options: options,
            workers: Workers(threads: threads))
        _ = try trainer.run(onEpoch: onEpoch)
        return model.parameters.buffer.values
    }

    @Test(arguments: OptimizerKind.allCases, [Estimator.a, .b])
    func `the bound rises`(optimizer: OptimizerKind, estimator: Estimator) throws {
        var bounds: [Double] = []
        let options = options {
            $0.optimizer = optimizer
            $0.estimator = estimator
            $0.learningRate = optimizer == .sgd ? 0.003 : 0.02
            $0.budget = .epochs(20)
            $0.draws = 2
        }
        _ = try train(options) { bounds.append($0.training.bound) }
        #expect(bounds.count == 20)
        #expect(bounds.last! > bounds.first!)
    }

    /// One importance sample is the evidence lower bound by estimator A.
    @Test func `one importance sample trains the same model`() throws {
        let options = options { $0.estimator = .a }
        var weighted = options
        weighted.importanceWeighted = true
        #expect(try train(options) == train(weighted))
    }

    @Test(arguments: [false, true]) func `the importance bound rises`(doublyReparameterized: Bool) throws {
        var terms: [MeanTerms] = []
        let options = options {
            $0.importanceWeighted = true
            $0.doublyReparameterized = doublyReparameterized
            $0.draws = 5
            $0.budget = .epochs(20)
        }
        _ = try train(options, threads: 2, validation: TrainingRows(rows)) { terms.append($0.validation!) }
        #expect(terms.last!.importanceBound! > terms.first!.importanceBound!)
        #expect(terms.allSatisfy { $0.importanceBound! > $0.evidenceBound })
    }

    @Test(arguments: Precision.allCases.filter(\.isAvailable)) func `threads change nothing`(
        precision: Precision
    )
        throws
    {
        let options = options {
            $0.clipNorm = 1
            $0.weightDecay = 1
            $0.draws = 2
            $0.precision = precision
        }
        let alone = try train(options)
        #expect(try train(options, threads: 2) == alone)
        #expect(try train(options, threads: 3) == alone)
        var other = options
        other.seed = 2
        #expect(try train(other) != alone)
    }

    @Test(.enabled(if: Precision.bfloat16.isAvailable, "this processor has no bfloat16 products"))
    func `other rounding gives nearly the same model`() throws {
        var bounds: [Precision: Double] = [:]
        for precision in Precision.allCases {
            let options = options {
                $0.precision = precision
                $0.budget = .epochs(20)
            }
            _ = try train(options) { bounds[precision] = $0.training.bound }
        }
        #expect(bounds[.float32] != bounds[.bfloat16])
        #expect(abs(bounds[.float32]! - bounds[.bfloat16]!) < 0.02)
    }

    @Test func `samples end a training in the middle of an epoch`() throws {
        var reports: [EpochReport] = []
        _ = try train(options { $0.budget = .samples(130) }) { reports.append($0) }
        #expect(reports.map(\.samples) == [90, 130])
    }

    /// Algorithm 1 written out with the parts that other tests check: one step by hand is one step.
    @Test func `a step is the gradient of its minibatch`() throws {
        let options = options {
            $0.optimizer = .sgd
            $0.momentum = 0
            $0.budget = .samples(20)
            $0.weightDecay = 9
            $0.beta = 0.5
            $0.schedule = .constant
        }
        let model = try model()
        let before = model.parameters.buffer.values
        let workers = Workers(threads: 1)
        let pass = ModelPass(
            PackedModel(model, training: true), capacity: 20, draws: 1, differentiates: true)
        let order = Noise(seed: 1, purpose: .shuffling).permutation(of: 90, row: 1)
        withScratch(Float.self, rows: 20, columns: rows.columns) { matrix in
            for row in 0..<20 { rows.copyRow(order[row], into: matrix.row(row)) }
            pass.batch.input.copy(from: matrix)
        }
        Noise(seed: 1, purpose: .training).fillNormal(pass.noise.strided, row: 0)
        let gradient = ParameterStore<Float>(layout: model.parameters.layout)
        EvidenceBound(.b).differentiate(20, of: pass, beta: 0.5, workers).write(to: gradient, workers)
        let after = try train(options)
        for index in before.indices {
            let step = gradient.buffer.base[index] + Float(9.0 / 90) * before[index]
            #expect(abs(after[index] - (before[index] - 0.01 * step)) < 1e-7)
        }
    }

    @Test func `clipping shortens the step to its norm`() throws {
        let before = try model().parameters.buffer.values
        let after = try train(
            options {
                $0.optimizer = .sgd
                $0.momentum = 0
                $0.learningRate = 1
                $0.clipNorm = 0.25
                $0.budget = .samples(20)
            })
        let norm = zip(before, after).reduce(0.0) { $0 + Double($1.1 - $1.0) * Double($1.1 - $1.0) }
        #expect(abs(norm.squareRoot() - 0.25) < 1e-5)
    }

    @Test func `the best model on validation rows is kept`() throws {
        let validation = TrainingRows(Rows(count: 30, columns: 12, seed: 9))
        var bounds: [Double] = []
        let model = try model()
        // A rate that soon overshoots: later epochs are worse.
        let options = options {
            $0.learningRate = 0.1
            $0.budget = .epochs(60)
            $0.patience = 5
        }
        let trainer = Trainer(
            model, rows: TrainingRows(rows), validation: validation, options: options,
            workers: Workers(threads: 1))
        let outcome = try trainer.run { bounds.append($0.validation!.bound) }
        #expect(outcome == .stoppedEarly)
        #expect(bounds.firstIndex(of: bounds.max()!) == bounds.count - 6)
        let kept = Validation(
            PackedModel(model, training: false), rows: validation, options: options,
            workers: Workers(threads: 1))
        #expect(kept.evaluate().means.bound == bounds.max()!)
    }

    @Test func `an interrupted training keeps its work`() throws {
        let model = try model()
        let before = model.parameters.buffer.values
        var steps = 0
        let trainer = Trainer(
            model, rows: TrainingRows(rows), options: options(), workers: Workers(threads: 1))
        let outcome = try trainer.run(
            onStep: { _ in steps += 1 }, shouldStop: { steps == 2 })
        #expect(outcome == .interrupted)
        #expect(model.parameters.buffer.values != before)
    }

    @Test func `an epoch whose parameters give no finite terms is not kept`() throws {
        let model = try model()
        var sound: [Float] = []
        let trainer = Trainer(
            model, rows: TrainingRows(rows), options: options(), workers: Workers(threads: 1))
        let failure = #expect(throws: NumericalFailure.self) {
            _ = try trainer.run(onEpoch: { report in
                if report.epoch == 1 { sound = model.parameters.buffer.values }
                if report.epoch == 2 { trainer.packed.parameters.buffer.elements.update(repeating: 3e38) }
            })
        }
        #expect(failure?.keptEpoch == 1)
        #expect(failure?.epoch == 3)
        #expect(model.parameters.buffer.values == sound)
    }

    @Test func `an interrupted training that diverged keeps nothing`() throws {
        let model = try model()
        let trainer = Trainer(
            model, rows: TrainingRows(rows), options: options(), workers: Workers(threads: 1))
        #expect(throws: NumericalFailure.self) {
            _ = try trainer.run(
                onStep: { _ in trainer.packed.parameters.buffer.base[0] = .infinity }, shouldStop: { true })
        }
    }

    @Test func `the first value that is not finite stops the work`() throws {
        let model = try model()
        var sound: [Float] = []
        let trainer = Trainer(
            model, rows: TrainingRows(rows), options: options(), workers: Workers(threads: 1))
        let failure = #expect(throws: NumericalFailure.self) {
            _ = try trainer.run(
                onEpoch: { if $0.epoch == 2 { sound = model.parameters.buffer.values } },
                // As a diverged step would leave it.
                onStep: { if $0.epoch == 3 { trainer.packed.parameters.buffer.base[0] = .nan } })
        }
        #expect(failure?.keptEpoch == 2)
        #expect(failure?.epoch == 3)
        #expect(failure?.step == 12)
        #expect(failure?.tensor == "reconstruction")
        #expect(model.parameters.buffer.values == sound)
    }

    @Test func `stochastic binarization draws afresh`() throws {
        let grey = Rows([[Float]](repeating: [Float](repeating: 0.5, count: 400), count: 2))
        let model = try VariationalAutoencoder(
            preparing: Architecture(shape: Shape([400]), latent: 1, hidden: [2], binarization: .stochastic),
            for: TrainingRows(grey), initialization: .glorot, seed: 1)
        func prepared(row: Int) -> [Float] {
            [Float](rows: 1, columns: 400) { x in
                grey.copyRow(0, into: x.elements)
                model.prepare(x, noise: Noise(seed: 1, purpose: .trainingBinarization), row: row)
            }
        }
        #expect(prepared(row: 0).allSatisfy { $0 == 0 || $0 == 1 })
        #expect(prepared(row: 0) != prepared(row: 1))
        #expect(abs(prepared(row: 0).reduce(0, +) - 200) < 60)
    }
}

@Suite struct ScheduleTests {
    @Test func `factors follow their formulas`() {
        func factor(_ schedule: Schedule, at progress: Double) -> Double {
            schedule.factor(at: progress, epochs: 0)
        }
        #expect(factor(.constant, at: 0.7) == 1)
        #expect(abs(factor(.cosine, at: 0.5) - 0.5) < 1e-15)
        #expect(factor(.cosine, at: 0) == 1)
        #expect(abs(factor(.cosine, at: 1)) < 1e-15)
        #expect(abs(factor(.exponential, at: 0.5) - 0.1) < 1e-15)
        for (stage, epochs) in [0.0, 1, 4, 13, 40, 121, 364, 1093].enumerated() {
            let factor = pow(10, -Double(stage) / 7)
            #expect(abs(Schedule.stages.factor(at: 0, epochs: epochs) - factor) < 1e-15)
            #expect(abs(Schedule.stages.factor(at: 0, epochs: 3 * epochs + 0.9) - factor) < 1e-15)
        }
    }
}
