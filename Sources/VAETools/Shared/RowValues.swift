import Formats
import Tensors

/// All rows of a stream as numbers in memory.
struct RowValues {
    let rowShape: Shape
    let values: [Float]

    var count: Int { values.count / rowShape.count }

    /// - Parameters:
    ///   - path: a file, or "-".
    ///   - check: fails where a record of the stream cannot be used; gets its name too.
    /// - Returns: nil for an empty stream.
    static func read(
        _ path: String, check: (Record, String) throws(Failure) -> Void = { _, _ throws(Failure) in }
    ) throws(Failure) -> RowValues? {
        let input = InputStream(operands: [path], raw: nil, batch: nil)
        var rowShape: Shape?
        var values: [Float] = []
        while let record = try input.nextRecord() {
            try check(record, input.name)
            rowShape = record.rowShape
            while let block = try input.nextRows(upTo: .max) {
                try checkMemory(
                    "\(input.name): \(input.row) rows", count: values.count + block.rows * block.columns,
                    size: MemoryLayout<Float>.size)
                values += try InputValues().decode(block, row: input.row - block.rows, in: input.name)
            }
        }
        return rowShape.map { RowValues(rowShape: $0, values: values) }
    }
}
