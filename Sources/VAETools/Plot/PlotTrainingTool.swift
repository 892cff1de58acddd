import ArgumentParser
import Plots

struct PlotTrainingTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "Draw columns of the logs of vae-fit as curves.",
        usage: "vae-plot training [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-plot training run.tsv > curves.svg
              vae-plot training --x samples --log-x -o curves.png run.tsv other.tsv
            """)

    /// Of the columns that are drawn by default, those that a log has numbers for.
    private static let bounds = [
        "elbo", "valid_elbo", "importance_bound", "valid_importance_bound", "log_joint", "valid_log_joint",
    ]

    @OptionGroup var operands: PlotFiles

    @Option(
        help: ArgumentHelp(
            "The quantities to draw. (default: the bounds of training and validation)", valueName: "A,..."))
    var columns: String?

    @Option(name: .customLong("x"), help: ArgumentHelp("The column along the x axis.", valueName: "A"))
    var abscissa = "epoch"

    @Flag(help: "Make the x axis logarithmic.") var logX = false
    @Flag(help: "Make the y axis logarithmic.") var logY = false

    @OptionGroup var references: ReferenceOptions
    @OptionGroup var figure: FigureOptions

    func validate() throws {
        if references.reference == "-", operands.files.isEmpty || operands.files.contains("-") {
            throw ValidationError("standard input can be read only once")
        }
    }

    func work(_ messages: Messages) throws {
        let output = try figure.output.open()
        var logs: [Log] = []
        try operands.readEach { bytes, name throws(Failure) in
            logs.append(Log(name: legendName(name), curves: try readCurves(TableReader(bytes, name: name))))
        }
        let known = try references.read { table throws(Failure) in try readReferences(table) }
        try figure.draw(drawing(of: logs, beside: known), to: output)
        guard figure.verbosity.verbose else { return }
        let curves = logs.flatMap(\.curves)
        let points = curves.flatMap(\.runs).reduce(0) { $0 + $1.count }
        messages.write("\(curves.count) curves of \(points) points")
    }

    /// - Precondition: one of the logs has a point.
    func drawing(of logs: [Log], beside known: [Curve] = []) throws(Failure) -> Figure {
        let curves = logs.flatMap(\.curves)
        var result = axes(over: (curves + known).flatMap { $0.runs.joined() })
        let columns = wanted.filter { column in curves.contains { $0.column == column } }
        result.yLabel = Quantity.label(of: columns)
        let looks = CurveLooks(logs: logs.map(\.name), columns: columns)
        let references = zip(known, looks.references(named: known.map(\.column)))
        result.data = references.flatMap { $0.elements($1) }
        for (number, log) in logs.enumerated() {
            result.data += log.curves.flatMap { $0.elements(looks.stroke(log: number, column: $0.column)) }
        }
        let entries = looks.legend + references.map { ($0.column, $1) }
        let names = try figure.legendNames(insteadOf: entries.map(\.name))
        if names.count > 1 || figure.legend != nil {
            result.legend = zip(names, entries).map { LegendEntry($0, .line($1.stroke)) }
        }
        return result
    }

    private func axes(over points: [Point]) -> Figure {
        var figure = Figure(
            x: Axis(
                logX ? .logarithmic : .linear, covering: extent(points.map(\.x)), margins: (0.02, 0.02)),
            y: Axis(logY ? .logarithmic : .linear, covering: extent(points.map(\.y))))
        figure.x.isCounting = ["epoch", "samples"].contains(abscissa) && !logX
        figure.xLabel = Quantity.label(of: [abscissa])
        return figure
    }

    /// The columns to draw.
    private var wanted: [String] {
        columns.map { $0.split(separator: ",").map(String.init) } ?? PlotTrainingTool.bounds
    }

    /// The curves of a log, those without numbers left out.
    func readCurves(_ table: TableReader) throws(Failure) -> [Curve] {
        let x = try table.index(of: abscissa)
        var curves: [Curve] = []
        var indices: [Int] = []
        for column in wanted where columns != nil || table.header.contains(column) {
            indices.append(try table.index(of: column))
            curves.append(Curve(column: column))
        }
        while let fields = try table.nextLine() {
            let abscissa = try table.coordinate(fields, at: x, isLogarithmic: logX)
            for (number, index) in indices.enumerated() {
                let value = try table.coordinate(fields, at: index, isLogarithmic: logY)
                curves[number].append(Point(abscissa, value))
            }
        }
        curves.removeAll { $0.runs.isEmpty }
        guard !curves.isEmpty else {
            let names = wanted.joined(separator: " ")
            throw .badData(table.name, "found no numbers, expected some in a column of \(names)")
        }
        return curves
    }

    /// The curves of a table that has one in each group of lines of a name.
    private func readReferences(_ table: TableReader) throws(Failure) -> [Curve] {
        let indices = (
            name: try table.index(of: "curve"), x: try table.index(of: abscissa),
            y: try table.index(of: "value")
        )
        var curves: [Curve] = []
        while let fields = try table.nextLine() {
            let point = Point(
                try table.coordinate(fields, at: indices.x, isLogarithmic: logX),
                try table.coordinate(fields, at: indices.y, isLogarithmic: logY))
            let name = fields[indices.name]
            let number = curves.firstIndex { $0.column == name } ?? curves.count
            if number == curves.count { curves.append(Curve(column: name)) }
            curves[number].append(point)
        }
        curves.removeAll { $0.runs.isEmpty }
        guard !curves.isEmpty else {
            throw .badData(table.name, "found no numbers, expected some in the columns \(abscissa) and value")
        }
        return curves
    }
}

/// What is drawn of a file.
struct Log {
    let name: String
    let curves: [Curve]
}

/// A column along another, or a reference, in runs of points that have both numbers.
struct Curve {
    let column: String
    private(set) var runs: [[Point]] = []
    private var isInside = false

    init(column: String) { self.column = column }

    mutating func append(_ point: Point) {
        let isPoint = !point.x.isNaN && !point.y.isNaN
        if isPoint && isInside { runs[runs.count - 1].append(point) }
        if isPoint && !isInside { runs.append([point]) }
        isInside = isPoint
    }

    /// Lines, and discs for points without neighbours.
    func elements(_ stroke: Stroke) -> [Element] {
        runs.map { run in
            run.count > 1
                ? .line(run, stroke) : .marks(.disc, run, radius: 1.5 * stroke.width, Paint(stroke.color))
        }
    }
}

/// The least range that holds all of some numbers, of which there is one at least.
func extent(_ values: some Sequence<Double>) -> ClosedRange<Double> {
    let (least, greatest) = values.reduce((Double.infinity, -Double.infinity)) {
        (min($0.0, $1), max($0.1, $1))
    }
    return least...greatest
}
