import ArgumentParser
import Formats
import Images
import Tensors

struct ImportTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make an array of pictures, tables or raw rows.",
        usage: "vae-tensor import [<options>] [<file or folder> ...]",
        discussion: """
            Examples:
              vae-tensor import table.csv > table.npy
              vae-tensor import --resize 32x32 --aspect cover photos > photos.npy
            """)

    @Argument(
        help: ArgumentHelp(
            "What to read in order; '-' is standard input. (default: standard input)", valueName: "file"),
        completion: .file())
    var files: [String] = []

    @Option(help: ArgumentHelp("What files hold. (default: as they look)", valueName: "format"))
    var from: ImportFormat?

    @OptionGroup var raw: RawOptions
    @OptionGroup var pictures: PictureImportOptions
    @OptionGroup var table: TableImportOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    func validate() throws {
        if files.filter({ $0 == "-" }).count > 1 {
            throw ValidationError("standard input can be read only once")
        }
        let others = from != nil || pictures.isGiven || table.isGiven
        if raw.form != nil && others { throw ValidationError("--raw goes with no other format's options") }
        if pictures.isGiven && table.isGiven {
            throw ValidationError("options of pictures and options of tables exclude each other")
        }
    }

    func work(_ messages: Messages) throws {
        let output = try output.open()
        let operands = files.isEmpty ? ["-"] : files
        var done: Record?
        try output.delivering { () throws(Failure) in
            if let form = raw.form {
                done = try importRaw(operands, form, to: output)
            } else {
                done = try importFiles(operands, to: output, messages)
            }
        }
        try output.commit()
        if verbosity.verbose, let done {
            messages.write("\(done.rows) rows of \(done.form)")
        }
    }

    private func importRaw(
        _ operands: [String], _ form: RowForm, to output: OutputFile
    ) throws(Failure) -> Record? {
        let input = InputStream(operands: operands, raw: form, batch: nil)
        guard try input.nextRecord() != nil else { return nil }
        let record = try GrowingRecord(output: output, form: form)
        while let block = try input.nextRowsOfAnyRecord(upTo: .max) {
            try block.withUnsafeBytes { (bytes) throws(Failure) in try record.append(bytes) }
        }
        try record.finish()
        return record.record
    }

    private func importFiles(
        _ operands: [String], to output: OutputFile, _ messages: Messages
    ) throws(Failure) -> Record? {
        let listing = try FileListing(
            operands, recursive: pictures.recursive, takesAll: pictures.decodeWith != nil)
        if !verbosity.quiet { for note in listing.notes { messages.write(note) } }
        func importPictures(opened: ImportFile? = nil) throws(Failure) -> Record? {
            let pictures = try PictureImport(
                pictures, listing, labels: operands.count, as: from, to: output,
                verbosity.quiet ? nil : messages)
            return try pictures.run(opened: opened)
        }
        let isPictures = from.map(\.isPicture) ?? (pictures.isGiven || listing.hasFolders && !table.isGiven)
        if isPictures { return try importPictures() }
        guard let first = listing.files.first else { return nil }
        let file = try ImportFile(first.path, as: from)
        if file.isPicture {
            if table.isGiven { throw file.failure("found a picture, expected a table for these options") }
            return try importPictures(opened: file)
        }
        if pictures.isGiven { throw file.failure("found a table, expected pictures for these options") }
        if table.schema != nil {
            let schema = SchemaImport(
                table, as: from, output, notes: verbosity.quiet ? nil : messages,
                details: verbosity.verbose ? messages : nil)
            return try schema.run(file, listing.files.dropFirst().map(\.path))
        }
        let table = try TableImport(table, output, verbosity.verbose ? messages : nil)
        try table.read(file)
        for file in listing.files.dropFirst() { try table.read(try ImportFile(file.path, as: from)) }
        return try table.finish()
    }
}
