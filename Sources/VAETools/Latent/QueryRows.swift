import Formats
import Tensors

/// All rows of a stream as numbers.
struct QueryRows {
    let rowShape: Shape
    let values: [Float]

    var count: Int { values.count / rowShape.count }

    /// Nil for an empty stream.
    static func read(_ path: String) throws(Failure) -> QueryRows? {
        let input = InputStream(operands: [path], raw: nil, batch: nil)
        guard let record = try input.nextRecord() else { return nil }
        var values: [Float] = []
        while let block = try input.nextRowsOfAnyRecord(upTo: .max) {
            values += try InputValues().decode(block, row: input.row - block.rows, in: input.name)
        }
        return QueryRows(rowShape: record.rowShape, values: values)
    }
}
