import Compute
import Networks
import Tensors
import Testing

@testable import VAE

@Suite struct TrainingStateTests {
    private let rows = Rows(count: 90, columns: 12)

    private func model(
        encodes: Bool = true, isBayesian: Bool = false
    ) throws -> VariationalAutoencoder<Float> {
        let model = try VariationalAutoencoder<Float>(
            preparing: Architecture(
                shape: Shape([12]), latent: 2, hidden: encodes ? [16] : [], decoderHidden: [16],
                encodes: encodes),
            for: TrainingRows(rows), initialization: .glorot, seed: 1, hasWeightPosterior: isBayesian)
        model.startWeightPosterior(precision: 2)
        return model
    }

    /// A training that is gone on from its state in the middle of an epoch ends in the same bytes, and reports the same.
    @Test(arguments: [0, 3, 7, 14], [nil, 10]) func `a training goes on from its state`(
        steps: Int, block: Int?
    ) throws {
        try checkGoingOn(after: steps) {
            $0.klWarmup = 2
            $0.shuffleBlock = block
        }
    }

    @Test(arguments: [0, 3, 7]) func `wake-sleep goes on from its state`(steps: Int) throws {
        try checkGoingOn(after: steps) { $0.objective = .wakeSleep }
    }

    @Test(arguments: [0, 3, 7, 14]) func `Monte Carlo EM goes on from its state`(steps: Int) throws {
        try checkGoingOn(after: steps) { $0.objective = .monteCarloEM }
    }

    @Test(arguments: Baseline.allCases) func `the score function goes on from its state`(baseline: Baseline)
        throws
    {
        try checkGoingOn(after: 7) {
            $0.estimator = .scoreFunction
            $0.baseline = baseline
        }
    }

    @Test(arguments: [0, 3, 5, 7]) func `full variational Bayes goes on from its state`(steps: Int) throws {
        try checkGoingOn(after: steps) {
            $0.bayesian = true
            $0.weightDecay = 2
            $0.clipNorm = 3
        }
    }

    private func checkGoingOn(after steps: Int, _ change: (inout TrainingOptions) -> Void) throws {
        var options = TrainingOptions()
        options.batch = 20
        options.budget = .epochs(4)
        options.patience = 3
        change(&options)
        let encodes = options.objective != .monteCarloEM
        let validation = TrainingRows(Rows(count: 30, columns: 12, seed: 9))
        func trainer(_ model: VariationalAutoencoder<Float>, from snapshot: TrainingSnapshot? = nil)
            -> Trainer
        {
            Trainer(
                model, rows: TrainingRows(rows), validation: validation, options: options,
                workers: Workers(threads: 2), from: snapshot)
        }
        var bounds: [Int: Double] = [:]
        let isBayesian = options.bayesian == true
        let whole = try model(encodes: encodes, isBayesian: isBayesian)
        _ = try trainer(whole).run(onEpoch: { bounds[$0.epoch] = $0.training.bound })

        var saved: TrainingSnapshot?
        let first = trainer(try model(encodes: encodes, isBayesian: isBayesian))
        if steps == 0 {
            saved = first.snapshot()
        } else {
            var done = 0
            _ = try first.run(onStep: { _ in
                done += 1
                if done == steps { saved = first.snapshot() }
            })
        }
        let resumed = try model(encodes: encodes, isBayesian: isBayesian)
        resumed.parameters.buffer.elements.update(repeating: 7)
        _ = try trainer(resumed, from: saved).run(onEpoch: { #expect($0.training.bound == bounds[$0.epoch]) })
        #expect(resumed.parameters.buffer.values == whole.parameters.buffer.values)
    }
}
