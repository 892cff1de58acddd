import ArgumentParser
import Formats
import Tensors
import VAE

public struct DecodeTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-decode",
        abstract: "Decode latent vectors to data.",
        usage: "vae-decode [<options>] [<file> ...]",
        discussion: """
            Writes the mean of p(x|z), one row in the shape of the data for each row of J numbers.

            Examples:
              vae-encode digits.bin | vae-decode > again.npy
              vae-latent grid | vae-decode | vae-png --columns 20 > plane.png
            """,
        version: version(of: "vae-decode"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var conditions: ConditionOptions
    @OptionGroup var model: ModelOptions
    @OptionGroup var form: DecoderOutputOptions
    @OptionGroup var weights: WeightSampleOptions
    @OptionGroup var common: ApplicationOptions

    public init() {}

    public func validate() throws {
        try weights.checkExclusion(of: "--params", isGiven: form.params)
        try conditions.checkStandardInput(readsData: reading.readsStandardInput)
    }

    public func work(_ messages: Messages) throws {
        let output = try common.openOutput()
        let model = try model.loadWithLatents(
            usesStandardInput: reading.readsStandardInput || conditions.readsStandardInput, messages)
        let conditioning = model.conditioning
        let conditions = try conditions.open(for: model, name: self.model.path, batch: common.batch)
        try form.check(model, averages: weights.averages, name: self.model.path)
        messages.warnOfOffsets(model)
        let latent = Shape([model.architecture.latent])
        let decoder = AveragedDecoder(
            try weights.models(of: model, name: self.model.path, seed: common.seed),
            capacity: common.batch, seed: common.seed, workers: common.makeWorkers())
        let input = reading.open(batch: common.batch, firstRow: common.firstRow)
        let filter = RecordFilter(
            input: input, output: output, messages: common.isVerbose ? messages : nil)
        let rowShape = form.rowShape(of: decoder, data: model.architecture.shape)
        try filter.run { _ in
            common.batch
        } target: { record throws(Failure) in
            try checkWidth(
                of: record.rowShape, expected: latent, what: "the latents of this model",
                in: input.name)
            return try Record(form.elementType(of: model), rowShape, rows: record.rows, in: input.name)
        } write: { block, row, output throws(Failure) in
            let latents = try InputValues().decode(block, row: row, in: input.name)
            let rows = try conditions.map { stream throws(Failure) in try stream.next(block.rows) }
            let data = decoder.decode(
                latents, conditions: try rows.map { rows throws(Failure) in try conditioning!.batch(rows) },
                count: block.rows, as: form.output, row: row)
            try checkResult(data, columns: rowShape.count, row: row, in: input.name)
            try form.write(data, of: model, to: output)
        } end: { _ throws(Failure) in
            try conditions?.checkEnd()
        }
    }
}

/// --sample and --params of the tools that decode.
struct DecoderOutputOptions: ParsableArguments {
    @Flag(help: "Write a draw from p(x|z) instead of its mean.")
    var sample = false

    @Flag(help: "Write the parameters of p(x|z): logits, or 2 rows of means and log-variances.")
    var params = false

    func validate() throws {
        if params && sample { throw ValidationError("--sample and --params exclude each other") }
    }

    var output: LatentDecoder.Output { sample ? .sample : params ? .parameters : .mean }

    /// - Throws: usage, where it is not to be had of a table.
    func check(_ model: VariationalAutoencoder<Float>, averages: Bool, name: String) throws(Failure) {
        guard model.isOfTables else { return }
        if params {
            throw .usage("--params: found a model of a table in \(name), expected --sample or nothing")
        }
        if averages && !sample {
            throw .usage("--weight-samples: found a model of a table in \(name), expected --sample beside it")
        }
    }

    /// Numbers of tables need double precision.
    func elementType(of model: VariationalAutoencoder<Float>) -> ElementType { model.isOfTables ? .f8 : .f4 }

    /// Writes what a decoder gave, in the units of the data.
    func write(
        _ data: [Float], of model: VariationalAutoencoder<Float>, to output: RecordOutput
    ) throws(Failure) {
        guard model.isOfTables else { return try output.write(data) }
        try output.write(model.tableValues(data, areDraws: sample))
    }

    /// The shape of what is written for one latent vector.
    func rowShape(of decoder: AveragedDecoder, data: Shape) -> Shape {
        let arrays = decoder.arrays(of: output)
        return arrays == 1 ? data : data.prefixed(by: arrays)
    }
}
