import ArgumentParser
import Formats
import Tensors

struct TensorHeadTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Write the first rows.",
        usage: "vae-tensor head [<options>] [<file> ...]")

    @OptionGroup var reading: ReadingOptions

    @Option(
        name: .customShort("n", allowingJoined: true),
        help: ArgumentHelp("How many rows.", valueName: "N"))
    var count = 10

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    func validate() throws {
        if count < 0 { throw ValidationError("-n: found \(count), expected 0 or more") }
    }

    func work(_ messages: Messages) throws {
        let output = try output.open()
        let input = reading.open(batch: nil, maps: true)
        try output.delivering { () throws(Failure) in
            let writer = TensorStreamWriter(output.bytes)
            while input.row < count || input.row == 0, let record = try input.nextRecord() {
                let rows = min(record.rows, count - input.row)
                try output.write { _ throws(FormatError) in
                    try writer.beginRecord(
                        shape: record.rowShape.prefixed(by: rows), elementType: record.elementType)
                }
                let end = input.row + rows
                while input.row < end, let block = try input.nextRows(upTo: end - input.row) {
                    try output.write { bytes throws(FormatError) in
                        try writer.write(block)
                        try bytes.send()
                    }
                }
                if input.row == count { break }
            }
        }
        try output.commit()
        if verbosity.verbose { messages.write("\(input.row) rows") }
    }
}
