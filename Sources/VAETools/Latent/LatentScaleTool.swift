import ArgumentParser
import Tensors

struct LatentScaleTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "scale",
        abstract: "Multiply each vector by a number.",
        usage: "vae-latent scale --by <F> [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-latent scale --by 0.5 z.npy > nearer.npy
              vae-latent scale --by -1 mean.npy > opposite.npy
            """)

    @Option(
        name: .customLong("by"), parsing: .unconditional,
        help: ArgumentHelp("The number.", valueName: "F"))
    var factor: Float

    @OptionGroup var common: LatentOptions

    func validate() throws {
        if !factor.isFinite { throw ValidationError("--by: found \(factor), expected a finite number") }
    }

    func work(_ messages: Messages) throws {
        try common.filter(messages) { record, _ throws(Failure) in
            record.asVectors
        } transform: { rows, _, _ throws(Failure) in
            rows.map { factor * $0 }
        }
    }
}
