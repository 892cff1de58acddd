import ArgumentParser
import Compute
import Tensors

struct LatentNoiseTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "noise",
        abstract: "Add normal noise to each vector.",
        usage: "vae-latent noise [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-latent noise --sd 0.1 z.npy > near.npy
              vae-encode digits.bin | vae-latent noise --sd 0.5 | vae-decode > similar.npy
            """)

    @Option(
        name: .customLong("sd"), parsing: .unconditional,
        help: ArgumentHelp("The standard deviation of the noise.", valueName: "S"))
    var deviation: Float = 1

    @OptionGroup var seedOptions: SeedOptions
    @OptionGroup var place: FirstRowOptions
    @OptionGroup var common: LatentOptions

    func validate() throws {
        if !(deviation >= 0 && deviation.isFinite) {
            throw ValidationError("--sd: found \(deviation), expected 0 or more")
        }
    }

    func work(_ messages: Messages) throws {
        let noise = Noise(seed: seedOptions.seed, purpose: .perturbation)
        try common.filter(messages, firstRow: place.firstRow) { record, _ throws(Failure) in
            record.asVectors
        } transform: { (rows: [Float], columns, row) throws(Failure) in
            let normals = [Float](rows: rows.count / columns, columns: columns) {
                noise.fillNormal($0, row: row)
            }
            return zip(rows, normals).map { $0 + deviation * $1 }
        }
    }
}
