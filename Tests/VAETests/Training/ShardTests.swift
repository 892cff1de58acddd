import Compute
import Tensors
import Testing

@testable import Distributions
@testable import Networks
@testable import VAE

@Suite struct ShardTests {
    /// What a training does, and on what.
    struct Setting: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var likelihood = LikelihoodFamily.bernoulli
        var hasHoles = false
        var change: @Sendable (inout TrainingOptions) -> Void = { _ in }
    }

    static let settings = [
        Setting(testDescription: "the bound, clipped") { $0.clipNorm = 0.5 },
        Setting(testDescription: "fewer rows than parts") { $0.batch = 3 },
        Setting(testDescription: "importance weights") {
            ($0.importanceWeighted, $0.draws) = (true, 5)
        },
        Setting(testDescription: "the score function") {
            ($0.estimator, $0.draws, $0.baseline) = (.scoreFunction, 3, .mean)
        },
        Setting(testDescription: "wake-sleep") { $0.objective = .wakeSleep },
        Setting(testDescription: "Monte Carlo EM") { $0.objective = .monteCarloEM },
        Setting(testDescription: "weights with a posterior") { ($0.bayesian, $0.weightDecay) = (true, 1) },
        Setting(
            testDescription: "a shared variance, missing values", likelihood: .gaussianShared, hasHoles: true),
    ]

    private static func options(_ setting: Setting, shards: Int?) -> TrainingOptions {
        var options = TrainingOptions()
        (options.batch, options.budget, options.learningRate) = (18, .epochs(2), 0.01)
        options.shards = shards
        setting.change(&options)
        return options
    }

    private static func rows(_ setting: Setting, count: Int = 50, seed: UInt64 = 1) -> Rows {
        var values = Rows(count: count, columns: 12, seed: seed).values
        if setting.hasHoles {
            for row in 0..<count where row % 3 == 0 { values[row][row % 12] = .nan }
            values[4] = values[4].map { _ in .nan }
        }
        return Rows(values)
    }

    private static func trainer(
        _ setting: Setting, _ options: TrainingOptions, threads: Int = 1,
        communicator: any Communicator = SoleProcess(), from snapshot: TrainingSnapshot? = nil
    ) -> (Trainer, VariationalAutoencoder<Float>) {
        var architecture = Architecture(
            shape: Shape([3, 4]), latent: 2, hidden: [16], likelihood: setting.likelihood)
        if options.objective == .monteCarloEM { (architecture.encodes, architecture.hidden) = (false, []) }
        let rows = TrainingRows(rows(setting))
        let model = try! VariationalAutoencoder(
            preparing: architecture, for: rows, initialization: .glorot, seed: 1,
            hasWeightPosterior: options.bayesian == true)
        model.startWeightPosterior(precision: options.weightDecay)
        let trainer = Trainer(
            model, rows: rows, validation: TrainingRows(Self.rows(setting, count: 13, seed: 2)),
            options: options, workers: Workers(threads: threads), communicator: communicator, from: snapshot)
        return (trainer, model)
    }

    /// Parameters after a training, and its bounds.
    private static func train(
        _ setting: Setting, _ options: TrainingOptions, threads: Int = 1,
        communicator: any Communicator = SoleProcess()
    ) -> [Double] {
        let (trainer, model) = trainer(setting, options, threads: threads, communicator: communicator)
        var bounds: [Double] = []
        _ = try! trainer.run(onEpoch: { bounds += [$0.training.bound, $0.validation!.bound] })
        return model.parameters.buffer.values.map(Double.init) + bounds
    }

    @Test(arguments: settings) func `any number of ranks and threads gives the same bytes`(
        setting: Setting
    ) {
        let options = Self.options(setting, shards: 4)
        let alone = Self.train(setting, options)
        #expect(alone.allSatisfy { $0.isFinite })
        for threads in 2...3 { #expect(Self.train(setting, options, threads: threads) == alone) }
        for ranks in [2, 4] {
            for result in ThreadRanks(ranks).run({
                Self.train(setting, options, threads: $0.rank % 2 + 1, communicator: $0)
            }) {
                #expect(result == alone, "\(ranks) ranks")
            }
        }
    }

    /// The score function's baseline sees the rows of a part only where there is one draw of each.
    @Test(arguments: settings) func `parts differ by rounding from the whole`(setting: Setting) {
        func train(_ shards: Int?) -> [Double] {
            var options = Self.options(setting, shards: shards)
            (options.optimizer, options.momentum, options.budget) = (.sgd, 0, .samples(18))
            options.schedule = .constant
            return Self.train(setting, options)
        }
        let whole = train(nil)
        for shards in [1, 2, 4, 32] {
            let parts = train(shards)
            #expect(zip(parts, whole).allSatisfy { abs($0 - $1) < 1e-5 * max(abs($1), 1) }, "\(shards)")
        }
    }

    @Test(arguments: settings) func `a training goes on from a snapshot to the same bytes`(
        setting: Setting
    ) throws {
        let options = Self.options(setting, shards: 4)
        let whole = Self.train(setting, options)
        let halves = ThreadRanks(2).run { rank in
            var steps = 0
            let (trainer, _) = Self.trainer(setting, options, communicator: rank)
            // One rank is asked; all stop.
            let outcome = try! trainer.run(
                onStep: { _ in steps += 1 }, shouldStop: { rank.rank == 1 && steps == 4 })
            return (outcome, trainer.snapshot())
        }
        #expect(halves.allSatisfy { $0.0 == .interrupted && $0.1.counts.step == halves[0].1.counts.step })
        #expect(halves[0].1.counts.isInEpoch)
        let (trainer, model) = Self.trainer(setting, options, from: halves[0].1)
        _ = try trainer.run()
        #expect(
            model.parameters.buffer.values.map(Double.init)
                == Array(whole.prefix(model.parameters.buffer.count)))
    }

    @Test func `all ranks tell of the first value that is not finite`() {
        let setting = Self.settings[0]
        let options = Self.options(setting, shards: 4)
        let failures = ThreadRanks(4).run { rank -> NumericalFailure? in
            let (trainer, _) = Self.trainer(setting, options, communicator: rank)
            do throws(NumericalFailure) {
                _ = try trainer.run(onStep: { _ in
                    if rank.rank > 0 { trainer.packed.parameters.buffer.base[0] = .nan }
                })
                return nil
            } catch {
                return error
            }
        }
        #expect(failures[0]?.tensor == "reconstruction")
        #expect(failures.allSatisfy { $0 == failures[0] })
    }

    @Test func `a few numbers are added as a tree`() {
        var sum = TreeSum()
        for value in [1e30, 1, -1e30, 1] { sum.add([value, 1]) }
        #expect(sum.total == [(1e30 + 1) + (-1e30 + 1), 4])
    }

    @Test func `ranks gather in their order`() {
        let counts = [2, 0, 1, 3]
        let results = ThreadRanks(4).run { rank in
            rank.gather((0..<counts[rank.rank]).map { 10 * rank.rank + $0 }, counts: counts)
        }
        #expect(results.allSatisfy { $0 == [0, 1, 20, 30, 31, 32] })
    }
}
