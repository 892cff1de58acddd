import ArgumentParser
import Formats
import Tensors
import VAE

public struct EncodeTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-encode",
        abstract: "Encode data to latent vectors.",
        discussion:
            "Writes the means of the posteriors, medians where there are none: J numbers for each row read.",
        version: version(of: "vae-encode"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var maximum: MaximumOptions
    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("Write K draws from each posterior, as K rows.", valueName: "K"))
    var sample: Int?

    @Flag(help: "Write the parameters of the posteriors, P x J numbers for each row.")
    var params = false

    @OptionGroup var common: ApplicationOptions

    public init() {}

    public func validate() throws {
        if params && sample != nil { throw ValidationError("--sample and --params exclude each other") }
        try check("--sample", sample, in: 1...1 << 24)
    }

    public func work(_ messages: Messages) throws {
        let output = try common.openOutput()
        let model = try model.loadWithLatents(usesStandardInput: reading.readsStandardInput, messages)
        let architecture = model.architecture
        let latent = architecture.latent
        // Draws are written a batch of rows at a time, so many draws make small batches.
        let capacity = max(common.batch / (sample ?? 1), 1)
        let encoder = RowEncoder(
            model, capacity: capacity, seed: common.seed, workers: common.makeWorkers())
        let input = reading.open(batch: capacity)
        let filter = RecordFilter(
            input: input, output: output, messages: common.isVerbose ? messages : nil)
        try filter.run { _ in
            capacity
        } target: { record throws(Failure) in
            try checkWidth(
                of: record.rowShape, expected: architecture.shape, what: "this model", in: input.name)
            let rowShape = params ? Shape([encoder.blocks, latent]) : Shape([latent])
            let rows = try multiply(record.rows, by: sample ?? 1, in: input.name)
            return try Record(.f4, rowShape, rows: rows, in: input.name)
        } write: { block, row, output throws(Failure) in
            let divisor = maximum.divisor(of: block.elementType, learned: architecture.maximum ?? 1)
            let values = InputValues(divisor: divisor, support: architecture.likelihood.support)
            var posteriors = try values.load(block, row: row, in: input.name) { rows in
                [Float](rows: block.rows, columns: encoder.columns) {
                    encoder.encode(rows, row: row, into: $0)
                }
            }
            try checkResult(posteriors, columns: encoder.columns, row: row, in: input.name)
            if params { encoder.makeParameters(&posteriors) }
            try output.write(
                params
                    ? posteriors
                    : sample.map { encoder.sample(posteriors, draws: $0, row: row) }
                        ?? encoder.centers(of: posteriors))
        }
    }
}

/// Rows of output; a count from a header may be any number.
func multiply(_ rows: Int, by count: Int, in name: String) throws(Failure) -> Int {
    let (product, overflow) = rows.multipliedReportingOverflow(by: count)
    guard !overflow else { throw Failure.badData(name, "found \(rows) rows, too many to write") }
    return product
}
