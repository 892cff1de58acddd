import ArgumentParser
import CLibrary
import Formats
import Tensors
import VAE

extension ElementType: ExpressibleByArgument {}

/// A shape as it is typed: 28x28.
struct ShapeArgument: TypedValue {
    static let form = "a shape such as 28x28, of at most 31 axes"

    let shape: Shape

    init?(argument: String) {
        // With an axis for the rows, as many as are read.
        guard let shape = Shape(parsing: argument), shape.rank < 32 else { return nil }
        self.shape = shape
    }
}

/// --raw and --type.
struct RawOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Read rows of this shape that have no header.", valueName: "HxW"),
        transform: ShapeArgument.parse)
    var raw: ShapeArgument?

    @Option(help: ArgumentHelp("The element type of --raw. (default: u1)", valueName: "type"))
    var type: ElementType?

    @Option(help: MemoryOptions.help, transform: MemoryOptions.choose) var maxMemory: Void?

    func validate() throws {
        try check("--type", isGiven: type != nil, goesWith: "--raw", raw != nil)
        if let shape = raw?.shape, MemoryLimit.isExceeded(by: shape.count, of: (type ?? .u1).size) {
            throw ValidationError(
                "--raw: found rows of \(shape), expected at most "
                    + "\(MemoryLimit.described(MemoryLimit.bytes)) in a row; see --max-memory")
        }
    }

    /// What rows without a header are; nil: they have one.
    var form: RowForm? {
        raw.map { RowForm(type ?? .u1, $0.shape) }
    }
}

/// The operands of a tool that reads tensor streams, and how to read them.
struct ReadingOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Tensor streams to read in order; '-' is standard input. (default: standard input)",
            valueName: "file"),
        completion: .file())
    var files: [String] = []

    @OptionGroup private var rawOptions: RawOptions

    func validate() throws {
        if files.filter({ $0 == "-" }).count > 1 {
            throw ValidationError("standard input can be read only once")
        }
    }

    var readsStandardInput: Bool { files.isEmpty || files.contains("-") }

    /// What rows without a header are; nil: they have one.
    var form: RowForm? { rawOptions.form }

    /// - Parameters: see ``InputStream/init(operands:raw:batch:maps:computes:firstRow:)``.
    func open(
        batch: Int?, maps: Bool = false, computes: Bool = false, firstRow: Int = 0
    ) -> InputStream {
        InputStream(
            operands: operands, raw: form, batch: batch, maps: maps, computes: computes, firstRow: firstRow)
    }

    /// What is read, standard input being "-".
    var operands: [String] { files.isEmpty ? ["-"] : files }
}

/// --max of the tools that read data.
struct MaximumOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Divide integers by this. (default: what the model was trained with, else 255 for u1)",
            valueName: "B"))
    var max: Double?

    func validate() throws {
        try check("--max", max, in: Architecture.Limits.maximum)
    }

    /// What elements of a type are divided by; nil: they are taken as they are.
    func divisor(of type: ElementType, learned: Double? = nil) -> Double? {
        guard type.isInteger else { return nil }
        return max ?? learned ?? (type == .u1 ? 255 : 1)
    }
}
