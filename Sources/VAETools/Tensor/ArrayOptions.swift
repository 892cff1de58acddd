import ArgumentParser
import Formats

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
    ///   - computes: see ``InputStream/init(operands:raw:batch:maps:computes:firstRow:)``.
    ///   - firstRow: the index of the first row in the whole data.
    ///   - target: what a record becomes.
    ///   - write: writes what a block becomes.
    func filter(
        _ messages: Messages, computes: Bool = false, firstRow: Int = 0,
        target: (Record, InputStream) throws(Failure) -> Record,
        write: (RowBlock, InputStream, RecordOutput) throws(Failure) -> Void
    ) throws(Failure) {
        let output = try openOutput()
        let input = reading.open(batch: nil, computes: computes, firstRow: firstRow)
        try RecordFilter(input: input, output: output).run { record throws(Failure) in
            try target(record, input)
        } write: { block, _, output throws(Failure) in
            try write(block, input, output)
        }
        tell(messages, rows: input.rows)
    }
}
