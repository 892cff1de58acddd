import ArgumentParser
import Formats
import Tensors

/// What the commands of `vae-tensor` take that read arrays and write one stream.
struct ArrayOptions: ParsableArguments {
    @OptionGroup var reading: ReadingOptions
    @OptionGroup private var output: OutputOptions
    @OptionGroup private var verbosity: VerbosityOptions

    func openOutput() throws(Failure) -> OutputFile { try output.open() }

    func tell(_ messages: Messages, rows: Int) {
        if verbosity.verbose { messages.write("\(rows) rows") }
    }

    /// Turns each record into one, block by block.
    ///
    /// - Parameters:
    ///   - form: what a record becomes.
    ///   - write: writes what a block becomes.
    func filter(
        _ messages: Messages,
        form: (InputRecord, InputStream) throws(Failure) -> RecordForm,
        write: (RowBlock, InputStream, RecordOutput) throws(Failure) -> Void
    ) throws(Failure) {
        let output = RecordOutput(try openOutput())
        let input = reading.open(batch: nil)
        try output.file.delivering { () throws(Failure) in
            while let record = try input.nextRecord() {
                try output.begin(try form(record, input))
                while let block = try input.nextRows(upTo: .max) {
                    try write(block, input, output)
                    try output.send()
                }
            }
        }
        try output.file.commit()
        tell(messages, rows: input.row)
    }
}
