import ArgumentParser
import Compute
import Distributions
import Formats
import Tensors
import VAE

public struct SampleTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-sample",
        abstract: "Draw new data from a model.",
        usage: "vae-sample [<options>]",
        discussion: """
            Draws z from the prior of the model and writes the mean of p(x|z) for each.

            Examples:
              vae-sample -n 100 | vae-png > new.png
              vae-sample -n 1000 --sample -m table.safetensors > rows.npy
            """,
        version: version(of: "vae-sample"))

    @Option(
        name: .customShort("n", allowingJoined: true),
        help: ArgumentHelp(
            "How many rows to draw, or of each of --labels or --condition.", valueName: "N"))
    var count = 1

    @Option(help: ArgumentHelp("Draw rows of this class alone.", valueName: "C"))
    var label: Int?

    @OptionGroup var conditions: ConditionOptions
    @OptionGroup var model: ModelOptions
    @OptionGroup var form: DecoderOutputOptions
    @OptionGroup var weights: WeightSampleOptions

    @Option(
        help: ArgumentHelp(
            "Draw z from a Gaussian fitted to these latent vectors, as vae-encode writes them.",
            valueName: "file"),
        completion: .file())
    var from: String?

    @Option(help: ArgumentHelp("Fit a mixture of K Gaussians instead. (default: 1)", valueName: "K"))
    var mixture: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Multiply deviations of z from the mean by T, for priors of all real numbers.", valueName: "T"
        ))
    var temperature: Float = 1

    @Option(
        help: ArgumentHelp("Write the z of each row to this file.", valueName: "file"), completion: .file())
    var latents: String?

    @OptionGroup var memory: MemoryOptions
    @OptionGroup var common: ApplicationOptions

    public init() {}

    public func validate() throws {
        if count < 0 { throw ValidationError("-n: found \(count), expected 0 or more") }
        if label != nil && conditions.labels != nil {
            throw ValidationError("--label and --labels exclude each other")
        }
        try conditions.checkStandardInput(readsData: from == "-")
        if latents == "-" {
            throw ValidationError("--latents: found '-', expected a file")
        }
        if let latents, latents == common.outputPath {
            throw ValidationError("--latents: found \(latents), which is also the output")
        }
        try weights.checkExclusion(of: "--params", isGiven: form.params)
        try check("--mixture", isGiven: mixture != nil, goesWith: "--from", from != nil)
        try check("--mixture", mixture, in: 1...4096)
        if !(temperature >= 0 && temperature.isFinite) {
            throw ValidationError("--temperature: found \(temperature), expected 0 or more")
        }
    }

    public func work(_ messages: Messages) throws {
        let output = try common.openOutput()
        let model = try model.load(usesStandardInput: from == "-" || conditions.readsStandardInput, messages)
        if from == nil && temperature != 1 && model.prior.support != .real {
            throw Failure.usage(
                "--temperature: found \(temperature), expected 1: other temperatures go with priors of all real "
                    + "numbers, and that of this model is \(model.architecture.latents?.prior ?? "")")
        }
        try form.check(model, averages: weights.averages, name: self.model.path)
        messages.warnOfOffsets(model)
        let conditions = try SampledConditions(
            label: label, conditions, each: count, of: model, name: self.model.path)
        let count = conditions.count
        let latent = model.architecture.latent
        let workers = common.makeWorkers()
        let decoder = AveragedDecoder(
            try weights.models(of: model, name: self.model.path, seed: common.seed),
            capacity: common.batch, seed: common.seed, workers: workers)
        let rowShape = form.rowShape(of: decoder, data: model.architecture.shape)
        guard Shape(checking: [count] + rowShape.dimensions) != nil else {
            throw Failure.usage("-n: found \(count), too many rows to write")
        }
        let latentRecord = try Record(.f4, Shape([latent]), rows: count, in: "-n")
        let density = try from.map { path throws(Failure) in
            try FittedLatents(
                path, prior: model.prior, latent: latent, components: mixture ?? 1, seed: common.seed,
                workers, common.isVerbose ? messages : nil)
        }
        let latentOutput = try latents.map { path throws(Failure) in
            RecordOutput(try OutputFile(path: path))
        }
        try latentOutput?.begin(latentRecord)
        let dataOutput = RecordOutput(output)
        try output.delivering { () throws(Failure) in
            try dataOutput.begin(Record(RowForm(form.elementType(of: model), rowShape), rows: count))
            for offset in stride(from: 0, to: count, by: common.batch) {
                let (row, rows) = (common.firstRow + offset, min(common.batch, count - offset))
                let latents =
                    density?.sample(rows, temperature: temperature, seed: common.seed, row: row)
                    ?? model.prior.sample(
                        rows, latent: latent, temperature: temperature, seed: common.seed, row: row)
                try latentOutput?.write(latents)
                let data = decoder.decode(
                    latents, conditions: conditions.batch(offset..<offset + rows), count: rows,
                    as: form.output,
                    row: row)
                try checkResult(data, columns: rowShape.count, row: row, in: "samples")
                try form.write(data, of: model, to: dataOutput)
                try dataOutput.send()
            }
        }
        try output.commit()
        try latentOutput?.file.commit()
        if common.isVerbose { messages.write("\(count) rows of \(rowShape)") }
    }
}
