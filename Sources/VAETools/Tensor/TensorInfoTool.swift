import ArgumentParser
import Distributions
import Formats
import Tensors

struct TensorInfoTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Write a line for each record: its file, type, shape and bytes.",
        usage: "vae-tensor info [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-tensor info digits.bin
              vae-encode digits.bin | vae-tensor info
            """)

    @Flag(help: "Add range, mean, deviation and the number of values that are not finite.")
    var stats = false

    @Flag(help: "Write JSON: an object for each line.")
    var json = false

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    func work(_ messages: Messages) throws {
        let output = try output.open(binary: false)
        var records = 0
        try output.delivering { () throws(Failure) in
            for operand in reading.operands {
                let input = InputStream(operands: [operand], raw: reading.form, batch: nil, maps: !stats)
                while let record = try input.nextRecord() {
                    var statistics = ElementStatistics()
                    while let block = try input.nextRows(upTo: .max) {
                        if stats { statistics.add(block.decodeDoubles()) }
                    }
                    let properties = properties(of: record, in: input.name, statistics)
                    if records == 0 && !json {
                        try write(properties.members.map(\.name).joined(separator: "\t"), to: output)
                    }
                    try write(
                        json
                            ? VAETools.json(properties.json)
                            : properties.members.map(\.value.text).joined(separator: "\t"), to: output)
                    records += 1
                }
            }
        }
        try output.commit()
        if verbosity.verbose { messages.write("\(records) records") }
    }

    private func properties(
        of record: Record, in name: String, _ statistics: ElementStatistics
    ) -> Properties {
        var properties = Properties()
        properties["file"] = .text(name)
        properties["type"] = .text(record.elementType.rawValue)
        properties["shape"] = .shape(record.rowShape.prefixed(by: record.rows))
        properties["bytes"] = .integer(record.rows * record.rowSize)
        guard stats else { return properties }
        let isEmpty = statistics.moments.count == 0
        properties["not_finite"] = .integer(statistics.notFinite)
        for (label, value) in [
            ("minimum", statistics.minimum), ("maximum", statistics.maximum),
            ("mean", statistics.moments.mean),
            ("standard_deviation", statistics.moments.populationVariance.squareRoot()),
        ] { properties[label] = .number(isEmpty ? .nan : value) }
        return properties
    }

    private func write(_ line: String, to output: OutputFile) throws(Failure) {
        try output.write { bytes throws(FormatError) in
            try bytes.write(Array((line + "\n").utf8))
            try bytes.send()
        }
    }
}
