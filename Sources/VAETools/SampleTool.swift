import ArgumentParser
import Formats
import Tensors
import VAE

public struct SampleTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-sample",
        abstract: "Draw new data from a model.",
        usage: "vae-sample [<options>]",
        discussion: "Draws z from the prior N(0, I) and writes the mean of p(x|z) for each.",
        version: version(of: "vae-sample"))

    @Option(
        name: .customShort("n", allowingJoined: true),
        help: ArgumentHelp("How many rows to draw.", valueName: "N"))
    var count = 1

    @OptionGroup var model: ModelOptions
    @OptionGroup var form: DecoderOutputOptions

    @Option(help: ArgumentHelp("The standard deviation of z.", valueName: "T"))
    var temperature: Float = 1

    @Option(
        help: ArgumentHelp("Write the z of each row to this file.", valueName: "file"), completion: .file())
    var latents: String?

    @OptionGroup var common: ApplicationOptions

    public init() {}

    public func validate() throws {
        if count < 0 { throw ValidationError("-n: found \(count), expected 0 or more") }
        if latents == "-" {
            throw ValidationError("--latents: found '-', expected a file")
        }
        if !(temperature >= 0 && temperature.isFinite) {
            throw ValidationError("--temperature: found \(temperature), expected 0 or more")
        }
    }

    public func work(_ messages: Messages) throws {
        let output = try common.openOutput()
        let model = try model.load(usesStandardInput: false)
        let latent = model.architecture.latent
        let decoder = Decoder(
            model, capacity: common.batch, seed: common.seed, workers: common.makeWorkers())
        let rowShape = form.rowShape(of: decoder, data: model.architecture.shape)
        guard let shape = Shape(checking: [count] + rowShape.dimensions) else {
            throw Failure.usage("-n: found \(count), too many rows to write")
        }
        let latentFile = try latents.map { path throws(Failure) in try OutputFile(path: path) }
        let latentWriter = latentFile.map { TensorStreamWriter($0.bytes) }
        try latentFile?.write { _ throws(FormatError) in
            try latentWriter!.beginRecord(shape: Shape([count, latent]))
        }
        let writer = TensorStreamWriter(output.bytes)
        try output.delivering { () throws(Failure) in
            try output.write { _ throws(FormatError) in try writer.beginRecord(shape: shape) }
            for row in stride(from: 0, to: count, by: common.batch) {
                let latents = Prior.sample(
                    min(common.batch, count - row), latent: latent, temperature: temperature,
                    seed: common.seed, row: row)
                try latentFile?.write { _ throws(FormatError) in try latentWriter!.write(latents) }
                let data = decoder.decode(latents, as: form.output, row: row)
                try checkResult(data, columns: rowShape.count, row: row, in: "samples")
                try output.write { bytes throws(FormatError) in
                    try writer.write(data)
                    try bytes.send()
                }
            }
        }
        try latentFile?.commit()
        try output.commit()
        if common.isVerbose { messages.write("\(count) rows of \(rowShape)") }
    }
}
