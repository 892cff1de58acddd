import ArgumentParser
import Compute
import Formats
import Tensors
import VAE

public struct ImputeTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-impute",
        abstract: "Fill the missing values of data.",
        discussion: """
            Writes each row with the mean of its missing values given those that are observed.

            Examples:
              vae-impute -m table.safetensors holes.npy > complete.npy
              vae-impute --mask mask.npy digits.bin | vae-png > restored.png
            """,
        version: version(of: "vae-impute"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var maximum: MaximumOptions
    @OptionGroup var missing: MissingOptions

    @Option(
        help: ArgumentHelp("Which values are observed: 1, or missing: 0.", valueName: "file"),
        completion: .file())
    var mask: String?

    @OptionGroup var conditions: ConditionOptions
    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("Write K random completions of each row, Kx its shape.", valueName: "K"))
    var draws: Int?

    @Flag(help: "Write standard deviations beside the means, 2x the shape of a row.")
    var std = false

    @OptionGroup(title: "Method") var method: ImputationOptions
    @OptionGroup var common: ApplicationOptions

    public init() {}

    public func validate() throws {
        try check("--draws", draws, in: 1...1 << 16)
        if draws != nil && std { throw ValidationError("--draws and --std exclude each other") }
        if mask != nil && method.observe != nil {
            throw ValidationError("--mask and --observe exclude each other")
        }
        try conditions.checkStandardInput(readsData: reading.readsStandardInput || mask == "-")
        if mask == "-" && reading.readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
    }

    private var output: ImputationOutput { draws.map { .draws($0) } ?? (std ? .meanAndDeviation : .mean) }

    public func work(_ messages: Messages) throws {
        let file = try common.openOutput()
        let model = try model.load(
            usesStandardInput: reading.readsStandardInput || mask == "-" || conditions.readsStandardInput,
            messages)
        if std && model.isOfTables {
            throw Failure.usage("--std: found a model of a table in \(self.model.path), expected --draws")
        }
        let seen = try method.observe.map { argument throws(Failure) in
            try SeenData(argument, of: model, name: self.model.path)
        }
        let filler = try completer(of: model, seen)
        let masks = try mask.map { path throws(Failure) in
            try MaskStream(path: path, of: model.architecture.shape, batch: filler.capacity)
        }
        let conditions = try conditions.open(
            for: model, name: self.model.path, batch: filler.capacity)
        let input = reading.open(batch: filler.capacity, firstRow: common.firstRow)
        let filter = RecordFilter(input: input, output: file, messages: common.isVerbose ? messages : nil)
        try filter.run { _ in
            filler.capacity
        } target: { record throws(Failure) in
            try checkWidth(
                of: record.rowShape, expected: filler.inputShape,
                what: filler.inputShape == model.architecture.shape
                    ? "this model" : "what --observe leaves of this model's data", in: input.name)
            return try filler.target(record, in: input.name)
        } write: { block, row, output throws(Failure) in
            var observed = try masks?.next(block.rows)
            if case .values(let row)? = seen {
                observed = Array(repeatElement(row, count: block.rows).joined())
            }
            let rows = try conditions.map { stream throws(Failure) in try stream.next(block.rows) }
            let given = try rows.map { rows throws(Failure) in try model.conditioning!.batch(rows) }
            try output.write(
                try filler.fill(block, observed: observed, conditions: given, row: row, in: input.name))
        } end: { _ throws(Failure) in
            try masks?.checkEnd()
            try conditions?.checkEnd()
        }
        filler.report(messages, common)
    }

    private func completer(
        of model: VariationalAutoencoder<Float>, _ seen: SeenData?
    ) throws(Failure) -> any RowCompleter {
        let missing = missing.values(learned: model.architecture.missingValue)
        guard case .through(let observation, let shape, let isBinary)? = seen else {
            return try RowFiller(
                model, name: self.model.path, output, method, missing: missing, maximum: maximum,
                batch: common.batch, seed: common.seed, workers: common.makeWorkers())
        }
        return RowRestorer(
            model, name: self.model.path, through: observation, shape: shape, isBinary: isBinary, output,
            method, missing: missing, maximum: maximum, batch: common.batch, seed: common.seed,
            workers: common.makeWorkers())
    }
}
