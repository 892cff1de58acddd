import ArgumentParser
import Compute
import Formats
import Tensors

/// The options of all commands that read vectors.
struct LatentOptions: ParsableArguments {
    /// Numbers of a batch of rows to be written, more or less.
    private static let piece = 1 << 18

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    /// Turns each record into one, row by row.
    ///
    /// - Parameters:
    ///   - growth: numbers that are written for each that is read, more or less.
    ///   - shape: see ``RowFilter/run(shape:transform:end:)``.
    ///   - transform: gets numbers of whole rows, and the place of the first in the stream; fails, or gives numbers
    ///     that are checked to be finite.
    func filter(
        _ messages: Messages, growth: @escaping (_ columns: Int) -> Int = { _ in 1 },
        shape: (InputRecord, _ name: String) throws(Failure) -> Shape,
        transform: (_ values: [Float], _ columns: Int, _ row: Int) throws(Failure) -> [Float],
        end: (OutputFile, TensorStreamWriter) throws(Failure) -> Void = { _, _ throws(Failure) in }
    ) throws(Failure) {
        let output = try output.open()
        let input = reading.open(batch: nil)
        let filter = RowFilter(
            input: input, output: output, capacity: .max,
            messages: verbosity.verbose ? messages : nil)
        try filter.run { record throws(Failure) in
            try shape(record, input.name)
        } transform: { block, row throws(Failure) in
            let values = try InputValues().decode(block, row: row, in: input.name)
            let result = try transform(values, block.rowShape.count, row)
            try checkFinite(result, of: block.rows, row: row, in: input.name)
            return result
        } rows: {
            let columns = $0.rowShape.count
            return max(LatentOptions.piece / growth(columns) / columns, 1)
        } end: { writer throws(Failure) in
            try end(output, writer)
        }
    }
}

/// The shape of `rows` rows, which is computed from a count that may be any number; nil: an `Int` does not hold it.
func outputShape(_ rows: Int?, of rowShape: Shape, in name: String) throws(Failure) -> Shape {
    guard let rows, let shape = Shape(checking: [rows] + rowShape.dimensions) else {
        throw Failure.badData(name, "found too many rows to write what they give")
    }
    return shape
}

/// Fails where numbers computed from `count` rows have become too large.
private func checkFinite(_ values: [Float], of count: Int, row: Int, in name: String) throws(Failure) {
    guard let index = values.withUnsafeBufferPointer({ $0.firstIndex(outside: .finite) }) else { return }
    throw Failure(
        .failed,
        "\(name): row \(row + index / (values.count / count)): the result is \(values[index]), "
            + "expected a finite number")
}
