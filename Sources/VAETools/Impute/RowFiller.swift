import Compute
import Distributions
import Formats
import Tensors
import VAE

/// Fills the missing values of the rows of a stream.
final class RowFiller: RowCompleter {
    private let evaluator: Evaluator
    private let imputer: Imputer
    private let output: ImputationOutput
    private let options: ImputationOptions
    private let workers: Workers
    private let missing: MissingValues
    private let maximum: MaximumOptions
    private let architecture: Architecture
    private let name: String
    private var (rows, values, unreliable) = (0, 0, 0)
    private var (sizes, least) = (Moments(), Double.infinity)

    init(
        _ model: VariationalAutoencoder<Float>, name: String, _ output: ImputationOutput,
        _ options: ImputationOptions, missing: MissingValues, maximum: MaximumOptions, batch: Int,
        seed: UInt64, workers: Workers
    ) throws(Failure) {
        let method = try options.method(for: model, name: name)
        let packed = PackedModel(model, training: true)
        let draws = if case .draws(let count) = output { count } else { 1 }
        evaluator = Evaluator(
            packed, capacity: Evaluator.capacity(size: batch, draws: draws, threads: workers.threads),
            draws: 1, seed: seed, workers: workers)
        imputer = Imputer(packed, output, by: method, seed: seed)
        architecture = model.architecture
        (self.output, self.options, self.workers, self.name) = (output, options, workers, name)
        (self.missing, self.maximum) = (missing, maximum)
    }

    var capacity: Int { evaluator.capacity }

    var inputShape: Shape { architecture.shape }

    func target(_ record: Record, in name: String) throws(Failure) -> Record {
        try output.record(record.elementType, record.rowShape, rows: record.rows, in: name)
    }

    func fill(
        _ block: RowBlock, observed: [Bool]?, conditions: BatchConditions?, row: Int, in input: String
    ) throws(Failure) -> [UInt8] {
        let numbers = ObservedNumbers(
            block,
            InputValues(of: architecture, block.elementType, maximum, missing: missing), observed: observed)
        try numbers.check(row: row, in: input)
        evaluator.load(numbers.batchRows, conditions: conditions, count: block.rows, row: row)
        let results = imputer.impute(evaluator.encodedRows(count: block.rows, row: row), workers)
        try count(results, numbers, row: row, in: input)
        return CompletedRows(block, numbers, missing: missing.value).elements(results, output)
    }

    private func count(
        _ results: [ImputedRow?], _ numbers: ObservedNumbers, row: Int, in input: String
    ) throws(Failure) {
        for (place, result) in results.enumerated() {
            guard let result else { continue }
            let columns = architecture.dimensions
            for index in 0..<columns where numbers.isMissing(place * columns + index) {
                if architecture.columns?[index].isUnseen == true { continue }
                values += 1
                guard
                    let wrong = stride(from: index, to: result.values.count, by: columns)
                        .map({ result.values[$0] }).first(where: { !$0.isFinite })
                else { continue }
                throw Failure(
                    .failed,
                    "\(input): row \(row + place), column \(index): the model gave \(wrong), expected a finite number"
                )
            }
            if !result.isReliable { unreliable += 1 }
            if !result.effectiveSampleSize.isNaN {
                sizes.add(result.effectiveSampleSize)
                least = min(least, result.effectiveSampleSize)
            }
            rows += 1
        }
    }

    func report(_ messages: Messages, _ common: ApplicationOptions) {
        if unreliable > 0 && !common.isQuiet {
            messages.write(
                "\(name): warning: what was filled in is not reliable for \(unreliable) of \(rows) rows, whose draws of z "
                    + "are worth too few independent ones; \(options.advice)")
        }
        guard common.isVerbose else { return }
        var line = "\(values) values filled in \(rows) rows"
        if sizes.count > 0 {
            line += "; effective sample size \(fixed(sizes.mean, 1)) in the mean, \(fixed(least, 1)) at least"
        }
        messages.write(line)
    }
}
