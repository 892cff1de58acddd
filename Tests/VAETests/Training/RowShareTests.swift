import Compute
import Distributions
import Tensors
import Testing

@testable import Networks
@testable import VAE

/// Trainings whose ranks have some of the rows each.
@Suite struct RowShareTests {
    private static let rows = 50
    private static let columns = 6

    /// Some rows of others.
    private struct Slice: RowSource {
        let all: Rows
        let range: Range<Int>
        var rowCount: Int { range.count }
        var columns: Int { all.columns }
        var hasHoles: Bool { all.hasHoles }
        func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>) {
            all.copyRow(range.lowerBound + index, into: row)
        }
    }

    private static func data(hasHoles: Bool = false) -> Rows {
        var values = Rows(count: rows, columns: columns, seed: 3, normal: true).values
        for row in values.indices { values[row][1] = values[row][1] * 20 + Float(row) }
        if hasHoles { for row in 20..<30 { values[row][row % 6] = .nan } }
        return Rows(values)
    }

    private static func share(
        of all: Rows, _ communicator: any Communicator, conditions: RowConditions? = nil
    ) -> TrainingRows {
        let share = RowShare(of: all.rowCount, communicator)
        return TrainingRows(
            Slice(all: all, range: share.range), conditions: conditions,
            share: communicator.ranks > 1 ? share : nil)
    }

    private static func options() -> TrainingOptions {
        var options = TrainingOptions()
        (options.batch, options.budget, options.learningRate, options.shards) = (16, .epochs(3), 0.01, 4)
        return options
    }

    private static func trainer(
        _ data: Rows, _ options: TrainingOptions, _ communicator: any Communicator,
        from snapshot: TrainingSnapshot? = nil
    ) -> Trainer {
        let rows = share(of: data, communicator)
        let architecture = Architecture(
            shape: Shape([columns]), latent: 2, hidden: [8], likelihood: .gaussianShared)
        let model = try! VariationalAutoencoder(
            preparing: architecture, for: rows, initialization: .glorot, seed: 1)
        return Trainer(
            model, rows: rows, options: options, workers: Workers(threads: 1), communicator: communicator,
            from: snapshot)
    }

    @Test(arguments: [(50, 16), (64, 16), (9, 8), (17, 32), (1000, 24)], [nil, 4])
    func `every row comes once in an epoch`(sizes: (rows: Int, batch: Int), block: Int?) {
        for ranks in [2, 4, 8] {
            let data = Rows([[Float]](repeating: [0], count: sizes.rows))
            let epochs = ThreadRanks(ranks).run { rank in
                let rows = Self.share(of: data, rank)
                var order = RowOrder(rows, block: block, seed: 1)
                return (1...2).map { epoch in
                    order.begin(epoch: epoch)
                    var (places, indices): ([Int], [Int]) = ([], [])
                    for first in stride(from: 0, to: sizes.rows, by: sizes.batch) {
                        let minibatch = order.nextMinibatch(min(sizes.batch, sizes.rows - first))
                        places += minibatch.positions.indices.map {
                            first + minibatch.first + $0 - minibatch.positions.startIndex
                        }
                        indices += minibatch.positions.map(rows.index)
                    }
                    return (places, indices)
                }
            }
            for epoch in 0..<2 {
                #expect(epochs.flatMap { $0[epoch].0 }.sorted() == Array(0..<sizes.rows))
                #expect(epochs.flatMap { $0[epoch].1 }.sorted() == Array(0..<sizes.rows))
            }
            if sizes.rows > 40 { #expect(epochs[0][0].1 != epochs[0][1].1) }
        }
    }

    @Test func `an epoch is gone on with where it stopped`() {
        let data = Rows([[Float]](repeating: [0], count: 50))
        for ranks in [2, 4, 8] {
            for done in [0, 16, 32, 48, 50] {
                let rest = ThreadRanks(ranks).run { rank in
                    let rows = Self.share(of: data, rank)
                    var (whole, part) = (
                        RowOrder(rows, block: nil, seed: 1), RowOrder(rows, block: nil, seed: 1)
                    )
                    whole.begin(epoch: 3)
                    for first in stride(from: 0, to: done, by: 16) {
                        _ = whole.nextMinibatch(min(16, done - first))
                    }
                    part.begin(epoch: 3, used: rows.share!.given(after: done, batch: 16))
                    let left = min(16, 50 - done)
                    return whole.nextMinibatch(left).positions == part.nextMinibatch(left).positions
                }
                #expect(!rest.contains(false), "\(ranks) ranks, \(done) samples")
            }
        }
    }

    @Test(arguments: [false, true]) func `a model starts as if one rank had all rows`(hasHoles: Bool) {
        let data = Self.data(hasHoles: hasHoles)
        @Sendable func start(_ communicator: any Communicator) -> [Double] {
            let model = Self.trainer(data, Self.options(), communicator).model
            return model.parameters.buffer.values.map(Double.init) + model.standardization!.means
                + model.standardization!.scales.map(Double.init)
        }
        let alone = start(SoleProcess())
        for ranks in [2, 4] {
            for other in ThreadRanks(ranks).run({ start($0) }) {
                #expect(zip(other, alone).allSatisfy { abs($0 - $1) <= 1e-6 * max(abs($1), 1) })
            }
        }
    }

    @Test func `columns of a table learn from the rows of all ranks`() {
        let forms = [
            ColumnForm(.gaussian, components: 2), ColumnForm(.negativeBinomial),
            ColumnForm(.categorical, categories: 3), ColumnForm(.vonMises, period: 24),
        ]
        let noise = Rows(count: 50, columns: 4, seed: 8).values
        let data = Rows(
            noise.enumerated().map { row, x in
                [
                    x[0] + Float(row % 2) * 9, (x[1] * 30).rounded(.down), (x[2] * 3).rounded(.down),
                    x[3] * 12 + 3,
                ]
            })
        @Sendable func learn(_ communicator: any Communicator) -> (Architecture, [Float]) {
            var architecture = Architecture(
                shape: Shape([4]), latent: 2, hidden: [8], likelihood: .perColumn)
            architecture.columns = forms
            let rows = Self.share(of: data, communicator)
            let learned = architecture.learningColumns(from: rows, base: Architecture(shape: Shape([4])))
            let model = try! VariationalAutoencoder(
                preparing: learned, for: rows, initialization: .glorot, seed: 1)
            return (learned, model.parameters.buffer.values)
        }
        let (architecture, parameters) = learn(SoleProcess())
        for (other, otherParameters) in ThreadRanks(2).run({ learn($0) }) {
            // The rows that modes and spreads are learned from come in the same order.
            #expect(other == architecture)
            #expect(zip(otherParameters, parameters).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    @Test(arguments: [nil, 50]) func `all ranks end with the same model`(samples: Int?) throws {
        let data = Self.data(hasHoles: true)
        var options = Self.options()
        if let samples { options.budget = .samples(samples) }
        let given = options
        for ranks in [2, 4] {
            let models = ThreadRanks(ranks).run { rank in
                let trainer = Self.trainer(data, given, rank)
                var bounds: [Double] = []
                _ = try! trainer.run(onEpoch: { bounds.append($0.training.bound) })
                return trainer.model.parameters.buffer.values.map(Double.init) + bounds
            }
            #expect(models.allSatisfy { $0 == models[0] && $0.allSatisfy { $0.isFinite } })
            #expect(samples != nil || models[0].last! > models[0][models[0].count - 3])
        }
    }

    @Test(arguments: [(11, 10), (19, 18), (50, 37)]) func `a budget may end within an epoch`(
        rows: Int, samples: Int
    ) {
        let data = Rows(count: rows, columns: Self.columns, normal: true)
        for ranks in [2, 4, 8] {
            let models = ThreadRanks(ranks).run { rank in
                var options = Self.options()
                (options.budget, options.shards) = (.samples(samples), 8)
                let trainer = Self.trainer(data, options, rank)
                var last: TrainingSnapshot!
                _ = try! trainer.run(onStep: { _ in last = trainer.snapshot() })
                let again = Self.trainer(data, options, rank, from: last)
                _ = try! again.run()
                return [trainer, again].map { $0.model.parameters.buffer.values }
            }
            #expect(models.allSatisfy { $0 == [models[0][0], models[0][0]] })
        }
    }

    @Test func `what a model without latents would reach is that of the rows of all ranks`() {
        let data = Self.data(hasHoles: true)
        let architecture = Architecture(
            shape: Shape([Self.columns]), latent: 2, hidden: [8], likelihood: .gaussian)
        let alone = ColumnModel(architecture, rows: TrainingRows(data)).logLikelihood(architecture)!
        for score in ThreadRanks(4).run({
            ColumnModel(architecture, rows: Self.share(of: data, $0)).logLikelihood(architecture)!
        }) {
            #expect(abs(score - alone) < 1e-9 * abs(alone))
        }
    }

    @Test func `a training goes on from a snapshot to the same bytes`() {
        let data = Self.data()
        let results = ThreadRanks(2).run { rank in
            let whole = Self.trainer(data, Self.options(), rank)
            _ = try! whole.run()
            let first = Self.trainer(data, Self.options(), rank)
            var steps = 0
            _ = try! first.run(onStep: { _ in steps += 1 }, shouldStop: { steps == 5 })
            let second = Self.trainer(data, Self.options(), rank, from: first.snapshot())
            _ = try! second.run()
            return first.state.isInEpoch
                && second.model.parameters.buffer.values == whole.model.parameters.buffer.values
        }
        #expect(results == [true, true])
    }

    @Test func `a failure tells the row of the whole data`() {
        var values = Self.data().values
        values[41][2] = 3e38
        let data = Rows(values)
        let failures = ThreadRanks(4).run { rank -> NumericalFailure? in
            let rows = Self.share(of: data, rank)
            let model = try! VariationalAutoencoder<Float>(
                Architecture(
                    shape: Shape([Self.columns]), latent: 2, hidden: [8], likelihood: .gaussianFixed))
            Initialization.glorot.initialize(model.networks, in: model.parameters, seed: 1)
            let trainer = Trainer(
                model, rows: rows, options: Self.options(), workers: Workers(threads: 1), communicator: rank)
            do throws(NumericalFailure) {
                _ = try trainer.run()
                return nil
            } catch {
                return error
            }
        }
        #expect(failures[0]?.row == 41)
        #expect(failures.allSatisfy { $0 == failures[0] })
    }

    @Test func `rows have their own labels and covariates`() {
        let data = Rows(count: 20, columns: 2)
        let conditions = RowConditions(
            Conditioning(classes: [0, 1], counts: [10, 10], means: [0], scales: [1]),
            classes: (0..<20).map { Int32($0 % 2) }, covariates: (0..<20).map { Float($0) })
        let found = ThreadRanks(4).run { rank in
            let rows = Self.share(of: data, rank, conditions: conditions)
            let batch = rows.conditions(ArraySlice(0..<rows.count))!
            return batch.classes.map(Double.init) + batch.covariates.map(Double.init)
        }
        #expect(found[1] == [1, 0, 1, 0, 1, 5, 6, 7, 8, 9])
    }
}
