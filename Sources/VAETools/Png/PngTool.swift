import ArgumentParser
import Formats
import Images

public struct PngTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-png",
        abstract: "Render rows as images.",
        discussion: """
            Examples:
              vae-png digits.bin > digits.png
              vae-sample -n 100 | vae-png --columns 10 -o new.png
            """,
        version: version(of: "vae-png"))

    @OptionGroup var reading: ReadingOptions

    @Option(
        name: .customShort("n", allowingJoined: true),
        help: ArgumentHelp("Only the first N rows.", valueName: "N"))
    var count: Int?

    @Option(
        help: ArgumentHelp("Draw an image of this file to the left of each.", valueName: "file"),
        completion: .file())
    var beside: String?

    @OptionGroup var drawing: DrawingOptions
    @OptionGroup var labels: LabelOptions

    @Option(
        help: ArgumentHelp("Write each row to a file: PREFIX000000.png and so on.", valueName: "PREFIX"),
        completion: .file())
    var each: String?

    @OptionGroup var animation: AnimationOptions

    @Flag(help: "Show the sheet on the terminal.")
    var preview = false

    @Option(
        name: .customLong("protocol"),
        help: ArgumentHelp(
            "The format of --preview, for any output. (default: what the terminal shows)", valueName: "p"))
    var previewProtocol: PreviewProtocol?

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func validate() throws {
        if let count, count < 0 { throw ValidationError("-n: found \(count), expected 0 or more") }
        if beside == "-" && reading.readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
        let uses = [
            ("--each", each != nil), ("--animate", animation.animate), ("--preview", preview),
        ].filter(\.1).map(\.0)
        if uses.count > 1 { throw ValidationError("\(uses[0]) and \(uses[1]) exclude each other") }
        if each != nil && output.output != nil {
            throw ValidationError("--each and --output exclude each other")
        }
        if let given = labels.given, each != nil || animation.animate {
            throw ValidationError("\(given) and \(each != nil ? "--each" : "--animate") exclude each other")
        }
        try check("--protocol", isGiven: previewProtocol != nil, goesWith: "--preview", preview)
    }

    public func work(_ messages: Messages) throws {
        // Each image is written as soon as its row is read.
        let batch = each.map { _ in 1 }
        let pictures = PictureSource(
            input: reading.open(batch: batch),
            companion: beside.map { CompanionStream(path: $0, .images, raw: reading.form, batch: batch) },
            drawing: drawing, limit: count ?? .max)
        if let each {
            try writeEach(pictures, prefix: each)
        } else if preview {
            try writePreview(pictures)
        } else {
            let output = try output.open()
            let values = try pictures.rest()
            if animation.animate {
                let film = pictures.film(of: values, rows: animation.frame ?? 1, scale: drawing.scale)
                if let film { try animation.write(film, of: pictures, to: output) }
            } else if let sheet = try labeledSheet(of: pictures, values) {
                try output.write(sheet)
            }
            try output.commit()
        }
        if verbosity.verbose { messages.write("\(pictures.count) images") }
    }

    private func labeledSheet(of pictures: PictureSource, _ values: [Float]) throws(Failure) -> Image? {
        guard let sheet = try pictures.compose(values, scale: drawing.scale) else { return nil }
        return try labels.around(sheet, grid: pictures.grid, gap: drawing.gap)
    }

    private func writePreview(_ pictures: PictureSource) throws(Failure) {
        let target =
            if let previewProtocol { previewProtocol } else {
                try PreviewProtocol.detect(output: output.output)
            }
        let output = try output.open(binary: false)
        if let sheet = try labeledSheet(of: pictures, pictures.rest()) {
            let sequences = try pictures.naming { () throws(ImageError) in try target.sequences(of: sheet) }
            try output.write { bytes throws(FormatError) in try bytes.write(sequences) }
        }
        try output.commit()
    }

    private func writeEach(_ pictures: PictureSource, prefix: String) throws(Failure) {
        while let values = try pictures.next(upTo: 1) {
            guard let image = try pictures.compose(values, scale: drawing.scale ?? 1) else { continue }
            let output = try OutputFile(path: numbered(prefix, pictures.count - 1, "png"))
            try output.write(image)
            try output.commit(isOneOfMany: true)
        }
        try Durability.synchronizeFolders()
    }
}
