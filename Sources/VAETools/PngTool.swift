import ArgumentParser
import Formats
import Images
import SystemPackage
import Tensors

extension Depth: ExpressibleByArgument {}

public struct PngTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-png",
        abstract: "Render rows as images.",
        discussion: "Writes all rows as one sheet, or each row as a file with --each.",
        version: version(of: "vae-png"))

    @OptionGroup var reading: ReadingOptions

    @Option(help: ArgumentHelp("The shape of an image. (default: that of a row)", valueName: "HxW[xC]"))
    var shape: ShapeArgument?

    @Option(
        help: ArgumentHelp("Images on a line. (default: as many as make the sheet square)", valueName: "C"))
    var columns: Int?

    @Option(help: ArgumentHelp("Pixels between images.", valueName: "P"))
    var gap = 2

    @Option(
        help: ArgumentHelp(
            "Enlarge each pixel to SxS. (default: to a sheet of about 600 pixels; 1 with --each)",
            valueName: "S"))
    var scale: Int?

    @Option(
        name: .customLong("min"), parsing: .unconditional,
        help: ArgumentHelp(
            "The value shown black. (default: 0, or the least if any is outside [0, 1])", valueName: "A"))
    var black: Float?

    @Option(
        name: .customLong("max"), parsing: .unconditional,
        help: ArgumentHelp(
            "The value shown white. (default: 1, 255 for u1, or the greatest if any is outside [0, 1])",
            valueName: "B"))
    var white: Float?

    @Option(help: ArgumentHelp("Bits of a sample.", valueName: "bits"))
    var depth = Depth.eight

    @Option(
        help: ArgumentHelp("Write each row to a file: PREFIX000000.png and so on.", valueName: "PREFIX"),
        completion: .file())
    var each: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func validate() throws {
        for (name, value) in [("--min", black), ("--max", white)] {
            if let value, !value.isFinite {
                throw ValidationError("\(name): found \(value), expected a finite number")
            }
        }
        if each != nil && output.output != nil {
            throw ValidationError("--each and --output exclude each other")
        }
    }

    public func work(_ messages: Messages) throws {
        let input = reading.open()
        let images =
            if let each { try writeEach(input, prefix: each) } else { try writeSheet(input) }
        if verbosity.verbose { messages.write("\(images) images") }
    }

    private func writeSheet(_ input: InputStream) throws(Failure) -> Int {
        let output = try output.open()
        var values: [Float] = []
        var first: InputRecord?
        while let record = try input.nextRecord() {
            first = first ?? record
            while let block = try input.nextRows(upTo: 4096) { values += try pixels(block, input) }
        }
        if let first, input.row > 0 {
            let image = try compose(values.span, of: first, input.name, scale: scale)
            try write(image, to: output)
        }
        try output.commit()
        return input.row
    }

    private func writeEach(_ input: InputStream, prefix: String) throws(Failure) -> Int {
        while let record = try input.nextRecord() {
            while let block = try input.nextRows(upTo: 1) {
                let values = try pixels(block, input)
                let image = try compose(values.span, of: record, input.name, scale: scale ?? 1)
                let number = String(input.row - 1)
                let zeros = String(repeating: "0", count: max(6 - number.count, 0))
                let output = try OutputFile(path: "\(prefix)\(zeros)\(number).png")
                try write(image, to: output)
                try output.commit()
            }
        }
        return input.row
    }

    private func pixels(_ block: RowBlock, _ input: InputStream) throws(Failure) -> [Float] {
        let values = block.decode()
        let row = input.row - block.rows
        try checkValues(values, columns: max(block.rowShape.count, 1), row: row, in: input.name)
        return values
    }

    private func compose(
        _ values: Span<Float>, of record: InputRecord, _ name: String, scale: Int?
    ) throws(Failure) -> Image {
        do throws(ImageError) {
            let imageShape =
                if let shape {
                    try ImageShape(shape.shape, forRowsOf: record.rowShape.count)
                } else {
                    try ImageShape(rowShape: record.rowShape)
                }
            let sheet = try Sheet(
                shape: imageShape, columns: columns, gap: gap, scale: scale, depth: depth)
            return try sheet.compose(rows: values, range: range(of: values, record.elementType))
        } catch {
            throw Failure.badData(name, error.description)
        }
    }

    private func range(of values: Span<Float>, _ type: ElementType) -> PixelRange {
        let automatic =
            type == .u1 ? PixelRange(minimum: 0, maximum: 255) : PixelRange(covering: values)
        return PixelRange(
            minimum: black ?? automatic.minimum, maximum: white ?? automatic.maximum)
    }

    private func write(_ image: Image, to output: OutputFile) throws(Failure) {
        do throws(ImageError) {
            try PNG.encode(image) { piece throws(Errno) in
                do throws(FormatError) {
                    try output.bytes.write(piece)
                } catch {
                    guard case .writeFailed(let errno) = error.kind else { throw .ioError }
                    throw errno
                }
            }
        } catch {
            if case .system(let errno) = error {
                throw Failure(.inputOutputError, "\(output.name): cannot write: \(errno)")
            }
            throw Failure(.failed, "\(output.name): \(error.description)")
        }
    }
}
