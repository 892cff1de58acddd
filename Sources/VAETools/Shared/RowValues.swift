import CLibrary
import Formats
import Tensors

/// All rows of a stream as numbers in memory.
struct RowValues<Number: DecodedNumber> {
    let form: RowForm
    let values: [Number]

    var rowShape: Shape { form.rowShape }
    var count: Int { values.count / rowShape.count }

    /// - Parameters:
    ///   - path: a file, or "-".
    ///   - check: fails where a record of the stream cannot be used; gets its name too.
    /// - Returns: nil for an empty stream.
    static func read(
        _ path: String, check: (Record, String) throws(Failure) -> Void = { _, _ throws(Failure) in }
    ) throws(Failure) -> RowValues? {
        let input = InputStream(operands: [path], raw: nil, batch: nil, computes: true)
        var form: RowForm?
        var values: [Number] = []
        while let record = try input.nextRecord() {
            try check(record, input.name)
            form = record.form
            while let block = try input.nextRows(upTo: .max) {
                try checkMemory(
                    "\(input.name): \(input.row) rows", count: values.count + block.rows * block.columns,
                    size: MemoryLayout<Number>.size)
                // An array that grows is there twice while it is copied.
                MemoryFailure.require(
                    "\(input.name): \(input.row) rows", count: 2 * values.count,
                    size: MemoryLayout<Number>.size)
                values += try Number.decode(block, row: input.row - block.rows, in: input.name)
            }
        }
        return form.map { RowValues(form: $0, values: values) }
    }
}
