import ArgumentParser
import Compute
import Formats
import Tensors

/// The options of all commands that read vectors.
struct LatentOptions: ParsableArguments {
    /// Numbers of a batch of rows to be written, more or less.
    private static let batchSize = 1 << 18

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    /// Turns each record into one, row by row.
    ///
    /// - Parameters:
    ///   - growth: numbers that are written for each that is read, more or less.
    ///   - firstRow: the index of the first row in the whole data.
    ///   - target: what a record becomes; fails where it cannot be used.
    ///   - transform: gets numbers of whole rows, and the index of the first in the stream; fails, or gives numbers
    ///     that are checked to be finite.
    ///   - end: is called after the last record, and may write more.
    func filter<Number: DecodedNumber>(
        _ messages: Messages, growth: @escaping (_ columns: Int) -> Int = { _ in 1 },
        firstRow: Int = 0,
        target: (Record, _ name: String) throws(Failure) -> Record,
        transform: (_ values: [Number], _ columns: Int, _ row: Int) throws(Failure) -> [Number],
        end: (RecordOutput) throws(Failure) -> Void = { _ throws(Failure) in }
    ) throws(Failure) {
        let output = try output.open()
        let input = reading.open(batch: nil, computes: true, firstRow: firstRow)
        let filter = RecordFilter(
            input: input, output: output, messages: verbosity.verbose ? messages : nil)
        var narrowed = NarrowedColumns()
        var type = ElementType.f4
        try filter.run { record in
            max(LatentOptions.batchSize / growth(record.columns) / record.columns, 1)
        } target: { record throws(Failure) in
            let result = try target(record, input.name)
            type = result.elementType
            return result
        } write: { block, row, output throws(Failure) in
            if Number.self == Float.self { try narrowed.add(block, row: row, in: input.name) }
            let values = try Number.decode(block, row: row, in: input.name)
            let result = try transform(values, block.columns, row)
            try checkFinite(result, of: block.rows, row: row, in: input.name)
            try Number.write(result, as: type, to: output)
        } end: { output throws(Failure) in
            try end(output)
        }
        narrowed.warn(messages, input.name)
    }
}

extension Record {
    /// Rows of f4, of a number that is computed from a count that may be any; nil: an `Int` does not hold it.
    static func vectors(_ rowShape: Shape, rows: Int?, in name: String) throws(Failure) -> Record {
        guard let rows, Shape(checking: [rows] + rowShape.dimensions) != nil else {
            throw Failure.badData(name, "found too many rows to write what they give")
        }
        return Record(RowForm(.f4, rowShape), rows: rows)
    }

    /// As many rows of f4 of the same shape.
    var asVectors: Record { Record(RowForm(.f4, rowShape), rows: rows) }
}

/// Fails where numbers computed from `count` rows have become too large.
private func checkFinite<Number: DecodedNumber>(
    _ values: [Number], of count: Int, row: Int, in name: String
) throws(Failure) {
    guard let index = values.firstIndex(where: { !Float($0).isFinite }) else { return }
    throw Failure(
        .failed,
        "\(name): row \(row + index / (values.count / count)): the result is \(values[index]), "
            + "expected a finite number")
}
