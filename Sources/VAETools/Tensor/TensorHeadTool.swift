import ArgumentParser
import Formats
import Tensors

struct TensorHeadTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Write the first rows.",
        usage: "vae-tensor head [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-tensor head -n 100 digits.bin > first.npy
              vae-encode digits.bin | vae-tensor head -n 5 > z5.npy
            """)

    @OptionGroup var count: CountOptions
    @OptionGroup var arrays: ArrayOptions

    func work(_ messages: Messages) throws {
        let output = RecordOutput(try arrays.openOutput())
        let input = arrays.reading.open(batch: nil)
        var left = count.count
        try output.file.delivering { () throws(Failure) in
            while left > 0 || input.row == 0, let record = try input.nextRecord() {
                var rows = min(record.rows, left)
                left -= rows
                try output.begin(
                    try Record(record.elementType, record.rowShape, rows: rows, in: input.name))
                while rows > 0, let block = try input.nextRows(upTo: rows) {
                    rows -= block.rows
                    try output.write(block)
                    try output.send()
                }
                if left == 0 { break }
            }
        }
        try output.file.commit()
        arrays.tell(messages, rows: count.count - left)
    }
}

/// -n of `head` and `tail`.
struct CountOptions: ParsableArguments {
    @Option(
        name: .customShort("n", allowingJoined: true), parsing: .unconditional,
        help: ArgumentHelp("How many rows.", valueName: "N"))
    var count = 10

    func validate() throws {
        if count < 0 { throw ValidationError("-n: found \(count), expected 0 or more") }
    }
}
