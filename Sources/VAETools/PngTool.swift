import ArgumentParser

public struct PngTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-png",
        abstract: "Render rows as images.",
        discussion: "Writes all rows as one sheet, or each row as a file with --each.",
        version: version(of: "vae-png"))

    @OptionGroup var reading: ReadingOptions

    @Option(
        name: .customShort("n", allowingJoined: true),
        help: ArgumentHelp("Only the first N rows.", valueName: "N"))
    var count: Int?

    @Option(
        help: ArgumentHelp("To the left of each image, one from this file.", valueName: "file"),
        completion: .file())
    var beside: String?

    @OptionGroup var drawing: DrawingOptions

    @Option(
        help: ArgumentHelp("Write each row to a file: PREFIX000000.png and so on.", valueName: "PREFIX"),
        completion: .file())
    var each: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func validate() throws {
        if let count, count < 0 { throw ValidationError("-n: found \(count), expected 0 or more") }
        if beside == "-" && reading.readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
        if each != nil && output.output != nil {
            throw ValidationError("--each and --output exclude each other")
        }
    }

    public func work(_ messages: Messages) throws {
        // Each image is written as soon as its row is read.
        let batch = each.map { _ in 1 }
        let pictures = PictureSource(
            input: reading.open(batch: batch),
            companion: beside.map { InputStream(operands: [$0], raw: reading.format, batch: batch) },
            drawing: drawing, limit: count ?? .max)
        if let each {
            try writeEach(pictures, prefix: each)
        } else {
            let output = try output.open()
            var values: [Float] = []
            while let more = try pictures.next(upTo: 4096) { values += more }
            if let sheet = try pictures.compose(values, scale: drawing.scale) {
                try output.write(sheet)
            }
            try output.commit()
        }
        if verbosity.verbose { messages.write("\(pictures.count) images") }
    }

    private func writeEach(_ pictures: PictureSource, prefix: String) throws(Failure) {
        while let values = try pictures.next(upTo: 1) {
            guard let image = try pictures.compose(values, scale: drawing.scale ?? 1) else { continue }
            let number = String(pictures.count - 1)
            let zeros = String(repeating: "0", count: max(6 - number.count, 0))
            let output = try OutputFile(path: "\(prefix)\(zeros)\(number).png")
            try output.write(image)
            try output.commit(durably: false)
        }
    }
}
