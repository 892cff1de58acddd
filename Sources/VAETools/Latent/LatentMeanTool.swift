import ArgumentParser
import Distributions
import Formats
import Latents
import Tensors
import VAE

struct LatentMeanTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "mean",
        abstract: "Write the mean of all vectors.",
        usage: "vae-latent mean [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-latent mean z.npy > mean.npy
              vae-encode digits.bin | vae-latent mean | vae-decode | vae-png > mean.png
            """)

    @OptionGroup var options: LatentOptions

    func work(_ messages: Messages) throws {
        let output = try options.output.open()
        let input = options.reading.open(batch: nil, computes: true)
        if let (moments, form) = try ColumnMoments.read(input, covariance: false, least: 1) {
            try RecordOutput(output).write(
                moments.means, as: Record(RowForm(form.elementType.resultType, form.rowShape), rows: 1))
        }
        try output.commit()
        if options.verbosity.verbose { messages.write("\(input.row) rows") }
    }
}
