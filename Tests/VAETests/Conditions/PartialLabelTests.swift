import Compute
import Distributions
import Tensors
import Testing

@testable import VAE

/// Rows of three kinds, of which few have a label.
@Suite struct PartialLabelTests {
    private static let count = 600
    private static let conditioning = Conditioning(classes: [0, 1, 2], counts: [3, 3, 3])

    /// Row r is of class r mod 3: a third of its twelve columns are mostly white.
    private static let rows: Rows = {
        let noise = Rows(count: count, columns: 12)
        return Rows(
            noise.values.enumerated().map { row, values in
                values.enumerated().map { column, u in u < (column / 4 == row % 3 ? 0.9 : 0.1) ? 1 : 0 }
            })
    }()

    private static func training(labelled: Int) -> TrainingRows {
        TrainingRows(
            rows,
            conditions: RowConditions(
                conditioning, classes: (0..<count).map { $0 < labelled ? Int32($0 % 3) : -1 }))
    }

    private static func model(_ rows: TrainingRows) throws -> VariationalAutoencoder<Float> {
        try VariationalAutoencoder(
            preparing: Architecture(
                shape: Shape([12]), latent: 2, hidden: [16], condition: 3, classes: 3, classifies: true),
            for: rows, initialization: .glorot, seed: 1, conditioning: conditioning)
    }

    private static var options: TrainingOptions {
        var options = TrainingOptions()
        options.budget = .epochs(40)
        options.learningRate = 0.01
        options.alpha = 60
        return options
    }

    @Test func `nine labels are enough`() throws {
        let rows = Self.training(labelled: 9)
        let model = try Self.model(rows)
        var bounds: [Double] = []
        _ = try Trainer(
            model, rows: rows, validation: Self.training(labelled: 9), options: Self.options,
            workers: Workers(threads: 2)
        ).run(onEpoch: { bounds.append($0.validation!.bound) })
        #expect(bounds.last! > bounds.first!)
        let classifier = RowClassifier(
            PackedModel(model, training: false), capacity: Self.count, seed: 1, workers: Workers(threads: 1))
        let load = BatchRows.numbers { range, data in
            for (row, index) in range.enumerated() { Self.rows.copyRow(index, into: data.row(row)) }
        }
        let found = classifier.logProbabilities(load, conditions: nil, count: Self.count, row: 0)
            .map { logs in logs.indices.max { logs[$0] < logs[$1] }! }
        let right = found.enumerated().count { $0.offset % 3 == $0.element }
        #expect(right > Self.count * 85 / 100, "\(right)")
    }

    @Test func `threads change nothing`() throws {
        let rows = Self.training(labelled: 40)
        var all: [[Float]] = []
        for threads in [1, 3] {
            let model = try Self.model(rows)
            var options = Self.options
            options.budget = .samples(1000)
            _ = try Trainer(model, rows: rows, options: options, workers: Workers(threads: threads)).run()
            all.append(Array(model.parameters.buffer.elements))
        }
        #expect(all[0] == all[1])
    }
}
