import Formats
import Tensors

/// Turns each record of a stream into one record, a batch of rows at a time, in constant memory.
struct RowFilter {
    let input: InputStream
    let output: OutputFile
    /// Rows in a batch.
    let capacity: Int
    let messages: Messages?

    /// - Parameters:
    ///   - shape: the shape of what a record of this form becomes; fails where it cannot be used.
    ///   - transform: gets the rows of a batch and the place of the first in the stream, gives finite numbers.
    ///   - rows: rows of a record in a batch, where ``capacity`` does not say it.
    ///   - end: is called after the last record, and may write more.
    func run(
        shape: (InputRecord) throws(Failure) -> Shape,
        transform: (RowBlock, _ row: Int) throws(Failure) -> [Float],
        rows: ((InputRecord) -> Int)? = nil,
        end: (TensorStreamWriter) throws(Failure) -> Void = { _ throws(Failure) in }
    ) throws(Failure) {
        try output.delivering { () throws(Failure) in
            let writer = TensorStreamWriter(output.bytes)
            while let record = try input.nextRecord() {
                let shape = try shape(record)
                let capacity = rows?(record) ?? capacity
                try output.write { bytes throws(FormatError) in
                    try writer.beginRecord(shape: shape)
                    try bytes.send()
                }
                while let block = try input.nextRows(upTo: capacity) {
                    let values = try transform(block, input.row - block.rows)
                    try output.write { bytes throws(FormatError) in
                        try writer.write(values)
                        try bytes.send()
                    }
                }
                messages?.write(
                    "\(input.name): \(record.rows) rows of \(record.elementType.rawValue) \(record.rowShape)")
            }
            try end(writer)
        }
        try output.commit()
    }
}
