import Formats

/// Turns each record of a stream into one record, a batch of rows at a time, in constant memory.
struct RecordFilter {
    let input: InputStream
    let output: OutputFile
    /// Where a line for each record goes; nil: nowhere.
    var messages: Messages?

    /// - Parameters:
    ///   - batch: the most rows of a record that are worked on at a time; by default as many as were read.
    ///   - target: what a record becomes; fails where it cannot be used.
    ///   - write: writes what the rows of a batch become; gets the index of the first in the stream.
    ///   - end: is called after the last record, and may write more.
    func run(
        batch: (Record) -> Int = { _ in .max },
        target: (Record) throws(Failure) -> Record,
        write: (RowBlock, _ row: Int, RecordOutput) throws(Failure) -> Void,
        end: (RecordOutput) throws(Failure) -> Void = { _ throws(Failure) in }
    ) throws(Failure) {
        let records = RecordOutput(output)
        try output.delivering { () throws(Failure) in
            while let record = try input.nextRecord() {
                try records.begin(try target(record))
                let batch = batch(record)
                while let block = try input.nextRows(upTo: batch) {
                    try write(block, input.row - block.rows, records)
                    try records.send()
                }
                messages?.write("\(input.name): \(record.rows) rows of \(record.form)")
            }
            try end(records)
        }
        try output.commit()
    }
}
