import ArgumentParser
import Formats
import Latents
import Tensors
import VAE

struct LatentGridTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "grid",
        abstract: "Write points of a two-dimensional latent space on a grid.",
        usage: "vae-latent grid [<options>]",
        discussion: """
            Equal steps of the unit square through the inverse of the prior's distribution function, row by row from \
            the top left; or equal steps of --linear.

            Examples:
              vae-latent grid | vae-decode | vae-png --columns 20 --gap 0 > plane.png
              vae-latent grid --size 12x24 --linear -4:4 > wide.npy
            """)

    @Option(
        help: ArgumentHelp("Rows and columns of the grid, or both as 10x20. (default: 20)", valueName: "N"),
        transform: NumberPair.gridSize)
    var size = NumberPair(20, 20)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Equal steps from A to B in both dimensions, as A:B.", valueName: "A:B"),
        transform: NumberPair.range)
    var linear: NumberPair<Double>?

    @OptionGroup var prior: PriorOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    func work(_ messages: Messages) throws {
        let prior = try prior.resolve(usesStandardInput: false, messages)
        if let latent = prior.latent, latent != 2 {
            throw Failure.badData(
                prior.source, "found a model of \(latent) latent dimensions, expected 2 for a grid")
        }
        let scores = try prior.scores()
        let output = try output.open()
        let grid = LatentGrid(rows: size.first, columns: size.second)
        let points = linear.map { grid.linear($0.range) } ?? grid.quantiles(of: scores)
        try RecordOutput(output).write(
            points, as: Record(RowForm(.f4, Shape([2])), rows: points.count / 2))
        try output.commit()
        if verbosity.verbose { messages.write("\(points.count / 2) rows of 2") }
    }
}
