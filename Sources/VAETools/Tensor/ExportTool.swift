import ArgumentParser
import Distributions
import Formats
import Images
import SystemPackage
import Tensors

struct ExportTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write rows as text, pictures or bare numbers.",
        usage: "vae-tensor export [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-encode digits.bin | vae-tensor export > z.csv
              vae-tensor export --each digit- --to pnm digits.bin
            """)

    @OptionGroup var reading: ReadingOptions

    @Option(
        help: ArgumentHelp(
            "What to write. (default: as the name of -o ends, npy with --each, else csv)", valueName: "format"
        ))
    var to: ExportFormat?

    @Option(
        help: ArgumentHelp("The names of a table's columns; auto: x0, x1, ...", valueName: "a,b,..."))
    var names: String?

    @Option(
        help: ArgumentHelp("Undo what import --standardize wrote here.", valueName: "file"),
        completion: .file())
    var undo: String?

    @Option(
        help: ArgumentHelp("Write the table that this file describes, see vae-schema(5).", valueName: "file"),
        completion: .file())
    var schema: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The value that is white in pictures. (default: 1, 255 for u1, 65535 for u2)", valueName: "B"))
    var white: Float?

    @Option(
        help: ArgumentHelp("Write each record to a file: PREFIX000000.npy and so on.", valueName: "PREFIX"),
        completion: .file())
    var each: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    func validate() throws {
        if each != nil && output.output != nil {
            throw ValidationError("--each and --output exclude each other")
        }
        if names != nil && !format.isTable { throw ValidationError("--names goes with --to csv and tsv") }
        if white != nil && !format.isPicture { throw ValidationError("--white goes with --to pam and pnm") }
        if let white, !(white > 0 && white.isFinite) {
            throw ValidationError("--white: found \(white), expected a positive number")
        }
        if schema != nil {
            if !format.isTable { throw ValidationError("--schema goes with --to csv and tsv") }
            if names != nil || undo != nil {
                throw ValidationError("--schema excludes --names and --undo, which it stands for")
            }
        }
        if (undo == "-" || schema == "-") && reading.readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
    }

    private var format: ExportFormat {
        to ?? output.output.flatMap { ExportFormat(path: $0) } ?? (each == nil ? .csv : .npy)
    }

    func work(_ messages: Messages) throws {
        let format = format
        let single = each == nil ? try output.open(binary: !format.isTable) : nil
        let input = reading.open(batch: nil)
        if let single {
            try single.delivering { () throws(Failure) in
                var rows: ExportRows?
                while let record = try input.nextRecord() {
                    if rows == nil { rows = try makeRows() }
                    try export(record, of: input, &rows!, to: single)
                }
            }
            try single.commit()
        } else {
            var count = 0
            while let record = try input.nextRecord() {
                var rows = try makeRows()
                let file = try OutputFile(path: numbered(each!, count, format.rawValue))
                try export(record, of: input, &rows, to: file)
                try file.commit(isOneOfMany: true)
                count += 1
            }
            try Durability.synchronizeFolders()
        }
        if verbosity.verbose { messages.write("\(input.row) rows") }
    }

    /// To be called once there is a record: what --undo reads may be there no sooner.
    private func makeRows() throws(Failure) -> ExportRows {
        if let schema {
            guard var table = try TableSchema(readingFile: schema) else {
                throw Failure(.cannotOpenInput, "\(schema): cannot open: \(Errno.noSuchFileOrDirectory)")
            }
            if format == .tsv { table.delimiter = "\t" }
            return ExportRows(table, format)
        }
        let scaling = if let undo { try ColumnScaling(readingFile: undo) } else { ColumnScaling?.none }
        return ExportRows(format, names: names, white: white, undo: scaling)
    }

    private func export(
        _ record: Record, of input: InputStream, _ rows: inout ExportRows, to output: OutputFile
    ) throws(Failure) {
        let opening = try rows.begin(record, in: input.name)
        try output.write { bytes throws(FormatError) in
            try bytes.write(opening)
            try bytes.send()
        }
        while let block = try input.nextRows(upTo: rows.capacity) {
            let text = try rows.encode(block, row: input.row - block.rows, in: input.name)
            try output.write { bytes throws(FormatError) in
                try bytes.write(text)
                try bytes.send()
            }
        }
    }
}
