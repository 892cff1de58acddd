import Formats
import Tensors

/// The latent vectors that simulated data was drawn with, read in step with it.
final class TrueLatents {
    private let input: InputStream

    init(path: String, batch: Int) { input = InputStream(operands: [path], raw: nil, batch: batch) }

    /// The next `count` vectors of `latent` numbers.
    ///
    /// - Throws: bad-data, where there are fewer or others.
    func next(_ count: Int, latent: Int) throws(Failure) -> [Float] {
        var values: [Float] = []
        while values.count < count * latent {
            guard let block = try input.nextRows(upTo: count - values.count / latent) else {
                guard let record = try input.nextRecord() else {
                    throw Failure.badData(
                        input.name,
                        "found \(input.row) latent vectors, expected one for each row of the data")
                }
                try checkWidth(
                    of: record.rowShape, expected: Shape([latent]), what: "this model's latents",
                    in: input.name)
                continue
            }
            values += try InputValues().decode(block, row: input.row - block.rows, in: input.name)
        }
        return values
    }

    /// Fails where there are more than `rows` vectors.
    func checkEnd(rows: Int) throws(Failure) {
        guard try input.nextRowsOfAnyRecord(upTo: 1) != nil else { return }
        throw Failure.badData(
            input.name, "found more than \(rows) latent vectors, expected one for each row of the data")
    }
}
