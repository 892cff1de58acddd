import ArgumentParser
import Comparisons
import Formats
import Plots

struct PlotMarginalsTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "marginals",
        abstract: "Draw how the columns of two tables are distributed.",
        usage: "vae-plot marginals [<options>] <real> <synthetic>",
        discussion: """
            Draws a panel for each column: shares of categories, and of numbers in equal bins.

            Examples:
              vae-plot marginals people.csv synthetic.csv > marginals.svg
              vae-plot marginals --schema people.json -o marginals.png people.csv synthetic.csv
            """)

    @Argument(
        help: ArgumentHelp(
            "The table that a model was trained on; '-' is standard input.", valueName: "real"),
        completion: .file())
    var real: String

    @Argument(
        help: ArgumentHelp("The table that the model made; '-' is standard input.", valueName: "synthetic"),
        completion: .file())
    var synthetic: String

    @Option(
        help: ArgumentHelp("What the columns are. (default: found out of <real>)", valueName: "file"),
        completion: .file())
    var schema: String?

    @Option(help: ArgumentHelp("Equal bins for numbers, the same for both tables.", valueName: "B"))
    var bins = 40

    @Option(help: ArgumentHelp("Panels side by side.", valueName: "N"))
    var across = 4

    @Option(help: ArgumentHelp("The title above the figure.", valueName: "text"))
    var title = ""

    @Option(
        help: ArgumentHelp("Width and height of a panel in 1/96 inch. (default: 280x210)", valueName: "WxH"),
        transform: NumberPair.figureSize)
    var panel = NumberPair(280, 210)

    @Option(help: ArgumentHelp("The format. (default: by the name of the output, else svg)", valueName: "f"))
    var format: FigureOptions.Format?

    @Option(help: ArgumentHelp("Pixels of a PNG for each 1/96 inch.", valueName: "S"))
    var scale = 2

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    func validate() throws {
        try check("--bins", bins, in: 1...10_000)
        try check("--across", across, in: 1...100)
        try check("--scale", scale, in: 1...16)
        if [real, synthetic, schema].count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read only once")
        }
    }

    func work(_ messages: Messages) throws {
        let output = try output.open()
        let (tables, first) = try ReportTables.read(
            real, schema: schema, notes: verbosity.quiet ? nil : messages)
        let second = try tables.read(synthetic)
        let drawing = MarginalDrawing(bins: bins)
        let columns = tables.schema.arrayColumns
        let tiles = try columns.indices.map { index throws(Failure) in
            var figure = drawing.figure(columns[index], first.column(index), second.column(index))
            figure.xLabel = tables.names[index] + drawing.unit(of: columns[index].kind)
            (figure.width, figure.height) = (panel.first, panel.second)
            return try makeScene(figure)
        }
        let legend = Scene(
            legend: drawing.legend([real, synthetic].map { legendName($0) }), title: title,
            width: min(across, tiles.count) * panel.first)
        let scene = Scene(tiles: tiles, columns: across, below: legend)
        try scene.draw(to: output, as: format, scale: scale)
        if verbosity.verbose { messages.write("\(tiles.count) panels") }
    }
}
