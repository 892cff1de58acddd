import Compute
import Distributions
import Formats
import Tensors
import VAE

/// Restores the rows of a stream of which something was seen.
final class RowRestorer: RowCompleter {
    private let restorer: Restorer
    private let output: ImputationOutput
    private let workers: Workers
    private let missing: MissingValues
    private let maximum: MaximumOptions
    private let architecture: Architecture
    private let isBinary: Bool
    private let name: String
    private var unreliable = 0
    private var (acceptances, greatest) = (Moments(), 1.0)

    let inputShape: Shape
    let capacity: Int

    /// Rows that are worked on at a time, each of which takes long.
    private static let mostRows = 64

    init(
        _ model: VariationalAutoencoder<Float>, name: String, through observation: any Observation,
        shape: Shape, isBinary: Bool, _ output: ImputationOutput, _ options: ImputationOptions,
        missing: MissingValues, maximum: MaximumOptions, batch: Int, seed: UInt64, workers: Workers
    ) {
        restorer = Restorer(
            PackedModel(model, training: true), observation, output, transitions: options.chainTransitions,
            chains: options.chains.chains, leapfrogSteps: options.chains.leapfrogSteps,
            targetAcceptance: options.chains.targetAcceptance, seed: seed)
        (inputShape, self.isBinary, self.output, self.name) = (shape, isBinary, output, name)
        (self.missing, self.maximum, self.workers) = (missing, maximum, workers)
        architecture = model.architecture
        capacity = min(batch, Self.mostRows)
    }

    func target(_ record: Record, in name: String) throws(Failure) -> Record {
        let shape = inputShape == architecture.shape ? record.rowShape : architecture.shape
        return try output.record(record.elementType, shape, rows: record.rows, in: name)
    }

    func fill(
        _ block: RowBlock, observed: [Bool]?, conditions: BatchConditions?, row: Int, in input: String
    ) throws(Failure) -> [UInt8] {
        let numbers = ObservedNumbers(
            block,
            InputValues(
                divisor: maximum.divisor(of: block.elementType, learned: architecture.maximum ?? 1),
                support: isBinary ? 0...1 : nil, missing: missing), observed: nil)
        try numbers.check(row: row, in: input)
        if isBinary { try numbers.checkBinary(row: row, in: input) }
        let columns = block.columns
        let results = restorer.restore(
            (0..<block.rows).map { row in (0..<columns).map { numbers[row * columns + $0] } },
            conditions: conditions, row: row, workers)
        try count(results, row: row, in: input)
        let type = output == .meanAndDeviation ? block.elementType.resultType : block.elementType
        let writer = ElementWriter(type: type, missing: missing.value)
        let values = results.flatMap(\.values)
        var elements = [UInt8](repeating: 0, count: values.count * type.size)
        elements.withUnsafeMutableBytes { elements in
            for (index, value) in values.enumerated() {
                let place = index * type.size..<(index + 1) * type.size
                writer.write(
                    value * numbers.divisor, to: UnsafeMutableRawBufferPointer(rebasing: elements[place]))
            }
        }
        return elements
    }

    private func count(_ results: [RestoredRow], row: Int, in input: String) throws(Failure) {
        for (place, result) in results.enumerated() {
            if let index = result.values.firstIndex(where: { !$0.isFinite }) {
                throw Failure(
                    .failed,
                    "\(input): row \(row + place), column \(index % architecture.dimensions): the model gave "
                        + "\(result.values[index]), expected a finite number")
            }
            if !result.isReliable { unreliable += 1 }
            acceptances.add(result.acceptance)
            greatest = max(greatest, result.scaleReduction)
        }
    }

    func report(_ messages: Messages, _ common: ApplicationOptions) {
        let rows = acceptances.count
        if unreliable > 0 && !common.isQuiet {
            messages.write(
                "\(name): warning: what was restored is not reliable for \(unreliable) of \(rows) rows, whose chains "
                    + "do not agree; raise --transitions")
        }
        guard common.isVerbose, rows > 0 else { return }
        messages.write(
            "\(rows) rows restored; acceptance \(fixed(acceptances.mean, 3)) in the mean, R-hat "
                + "\(fixed(greatest, 3)) at most")
    }
}
