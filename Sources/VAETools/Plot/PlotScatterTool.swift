import ArgumentParser
import Formats
import Plots
import Tensors

struct PlotScatterTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "scatter",
        abstract: "Draw two columns of a stream as points, coloured by labels.",
        usage: "vae-plot scatter [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-plot scatter --labels digits-labels.bin z.npy > latents.svg
              vae-encode digits.bin | vae-plot scatter -o latents.png
            """)

    @OptionGroup var reading: ReadingOptions

    @Option(
        help: ArgumentHelp("The columns along x and y. (default: 0,1)", valueName: "I,J"),
        transform: NumberPair.columns)
    var dimensions = NumberPair(0, 1)

    @Option(
        help: ArgumentHelp("A stream with a whole number for each row, its class.", valueName: "file"),
        completion: .file())
    var labels: String?

    @Flag(help: "Use the same scale for both axes.") var equal = false

    @OptionGroup var curves: CurveOptions
    @OptionGroup var figure: FigureOptions

    func validate() throws {
        let inputs = [labels, curves.curve].filter { $0 == "-" }.count
        if inputs + (reading.readsStandardInput ? 1 : 0) > 1 {
            throw ValidationError("standard input can be read only once")
        }
    }

    func work(_ messages: Messages) throws {
        let output = try figure.output.open()
        let points = try readPoints()
        let classes = try labels.map { try readLabels($0, rows: points.count) }
        let curve = try curves.read()
        let all = points + curve
        var result = Figure(
            x: Axis(covering: extent(all.map(\.x))), y: Axis(covering: extent(all.map(\.y))))
        result.hasEqualUnits = equal
        result.xLabel = "latent dimension \(dimensions.first)"
        result.yLabel = "latent dimension \(dimensions.second)"
        let values = Set(classes ?? []).sorted()
        if classes != nil {
            let names = try figure.legendNames(insteadOf: values.map(String.init))
            result.legend = names.enumerated().map { number, name in
                let style = Mark.style(of: number)
                return LegendEntry(name, .mark(style.mark, style.color))
            }
        } else if figure.legend != nil {
            throw Failure.usage("--legend goes with --labels")
        }
        let numbers = Dictionary(uniqueKeysWithValues: zip(values, 0...))
        result.data = PointCloud(points: points, classes: classes.map { $0.map { numbers[$0]! } }).elements
        if !curve.isEmpty {
            result.data.append(CurveOptions.line(curve, color: max(numbers.count, 1)))
        }
        try figure.draw(result, to: output)
        if figure.verbosity.verbose { messages.write("\(points.count) points") }
    }

    private func readPoints() throws(Failure) -> [Point] {
        let input = reading.open(batch: nil, computes: true)
        var points: [Point] = []
        while let block = try input.nextRowsOfAnyRecord(upTo: 4096) {
            let width = block.rowShape.count
            let last = max(dimensions.first, dimensions.second)
            guard last < width else {
                throw .badData(
                    input.name,
                    "found rows of \(block.rowShape) values, expected more than \(last) for --dimensions "
                        + "\(dimensions.first),\(dimensions.second)")
            }
            let values = try block.plottedNumbers(row: input.row - block.rows, in: input.name)
            for start in stride(from: 0, to: values.count, by: width) {
                points.append(Point(values[start + dimensions.first], values[start + dimensions.second]))
            }
        }
        guard !points.isEmpty else { throw .badData(input.name, "found no rows, expected one at least") }
        return points
    }

    private func readLabels(_ file: String, rows: Int) throws(Failure) -> [Int] {
        let stream = CompanionStream(
            path: file,
            .init(rows: "labels", expected: "\(rows), one for each row", width: "a label"))
        var labels: [Int] = []
        var name = file
        try stream.read(rows, of: Shape([])) { block, row, operand throws(Failure) in
            name = operand
            labels += try block.wholeNumbers(row: row, in: name)
        }
        try stream.checkEnd()
        let count = Set(labels).count
        guard count <= Mark.styleCount else {
            throw .badData(
                name, "found \(count) different labels, expected at most \(Mark.styleCount)")
        }
        return labels
    }
}

/// Points of several classes.
struct PointCloud {
    let points: [Point]
    /// The number of the class of each; nil: there is one.
    let classes: [Int]?

    /// Bands of points, class by class within each: drawn over those before, so that no class hides another.
    private static let bands = 16

    /// The more points there are, the smaller and the more transparent they are.
    private var look: (radius: Double, opacity: Double) {
        let crowd = max(Double(points.count) / 500, 1).squareRoot()
        return (max(3.2 / crowd.squareRoot(), 1.1), max(0.85 / crowd.squareRoot(), 0.25))
    }

    var elements: [Element] {
        let (radius, opacity) = look
        let size = (points.count - 1) / PointCloud.bands + 1
        return stride(from: 0, to: points.count, by: size).flatMap { start -> [Element] in
            let band = start..<min(start + size, points.count)
            return Dictionary(grouping: band) { classes?[$0] ?? 0 }.sorted { $0.key < $1.key }.map {
                number, rows in
                let style = Mark.style(of: number)
                return .marks(
                    style.mark, rows.map { points[$0] }, radius: radius, Paint(style.color, opacity: opacity))
            }
        }
    }
}
