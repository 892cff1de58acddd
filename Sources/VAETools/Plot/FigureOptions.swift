import ArgumentParser
import Formats
import Images
import Plots

/// What all commands of `vae-plot` let the user choose of a figure.
struct FigureOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument { case svg, png }

    @Option(help: ArgumentHelp("The title above the figure.", valueName: "text"))
    var title = ""

    @Option(help: ArgumentHelp("The label of the x axis. (default: what it shows)", valueName: "text"))
    var xlabel: String?

    @Option(help: ArgumentHelp("The label of the y axis. (default: what it shows)", valueName: "text"))
    var ylabel: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Ends of the x axis; either may be left out. (default: those of the data)", valueName: "A:B"),
        transform: AxisLimits.parse)
    var xlim: AxisLimits?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Ends of the y axis; either may be left out. (default: those of the data)", valueName: "A:B"),
        transform: AxisLimits.parse)
    var ylim: AxisLimits?

    @Option(help: ArgumentHelp("Names in the legend, in its order.", valueName: "A,..."))
    var legend: String?

    @Option(
        help: ArgumentHelp("Width and height in 1/96 inch. (default: 640x480)", valueName: "WxH"),
        transform: NumberPair.figureSize)
    var size = NumberPair(640, 480)

    @Option(help: ArgumentHelp("The format. (default: by the name of the output, else svg)", valueName: "f"))
    var format: Format?

    @Option(help: ArgumentHelp("Pixels of a PNG for each 1/96 inch.", valueName: "S"))
    var scale = 2

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    func validate() throws { try check("--scale", scale, in: 1...16) }

    /// The names of the legend that were given.
    ///
    /// - Parameter names: those that are used otherwise.
    func legendNames(insteadOf names: [String]) throws(Failure) -> [String] {
        guard let legend else { return names }
        let given = legend.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard given.count == names.count else {
            throw .usage("--legend: found \(given.count) names, expected \(names.count)")
        }
        return given
    }

    /// Draws a figure, with what was chosen here, and completes the output.
    func draw(_ figure: Figure, to output: OutputFile) throws(Failure) {
        var figure = figure
        figure.title = title
        figure.xLabel = xlabel ?? figure.xLabel
        figure.yLabel = ylabel ?? figure.yLabel
        (figure.width, figure.height) = (size.first, size.second)
        if let xlim { figure.x = try xlim.limit(figure.x, "--xlim") }
        if let ylim { figure.y = try ylim.limit(figure.y, "--ylim") }
        try makeScene(figure).draw(to: output, as: format, scale: scale)
    }
}

/// Lays a figure out.
func makeScene(_ figure: Figure) throws(Failure) -> Scene {
    do throws(FigureError) {
        return try figure.scene()
    } catch {
        throw .usage(error.description)
    }
}

extension Scene {
    /// Draws the scene and completes the output.
    /// - Parameter format: nil: as the name of the output ends.
    func draw(to output: OutputFile, as format: FigureOptions.Format?, scale: Int) throws(Failure) {
        switch format ?? (output.name.hasSuffix(".png") ? .png : .svg) {
        case .svg: try output.write { bytes throws(FormatError) in try bytes.write(Array(svg().utf8)) }
        case .png:
            let image: Image
            do throws(ImageError) { image = try self.image(scale: scale) } catch {
                throw .usage(error.description)
            }
            try output.write(image)
        }
        try output.commit()
    }
}
