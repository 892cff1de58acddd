import ArgumentParser
import Formats
import Plots

struct PlotConfusionTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "confusion",
        abstract: "Draw which classes are taken for which.",
        usage: "vae-plot confusion [<options>] [<file>]",
        discussion: """
            Reads what vae-eval --classify --labels writes.

            Examples:
              vae-eval -m c.st --classify --labels y.npy x.npy | vae-plot confusion > c.svg
              vae-plot confusion --title 'Test digits' -o c.png c.tsv
            """)

    @Argument(
        help: ArgumentHelp("The file to read. (default: standard input)", valueName: "file"),
        completion: .file())
    var file = "-"

    @Option(help: MemoryOptions.help, transform: MemoryOptions.choose) var maxMemory: Void?

    @OptionGroup var figure: FigureOptions

    func work(_ messages: Messages) throws {
        let output = try figure.output.open()
        let operand = try OperandFile(file)
        defer { withExtendedLifetime(operand) {} }
        let table = try ConfusionTable(operand.bytes, name: operand.name)
        try figure.draw(drawing(of: table), to: output)
        if figure.verbosity.verbose {
            messages.write("\(plain(table.counts.joined().reduce(0, +))) rows")
        }
    }

    /// Cells of which the first label's are at the top: as dark as the share of their label's rows.
    private func drawing(of table: ConfusionTable) -> Figure {
        let (lines, columns) = (table.labels.count, table.columns.count)
        var result = Figure(
            x: Axis(range: -0.5...Double(columns) - 0.5), y: Axis(range: -0.5...Double(lines) - 0.5))
        (result.x.names, result.y.names) = (table.columns, table.labels.reversed())
        (result.xLabel, result.yLabel) = ("found", "label")
        for (line, counts) in table.counts.enumerated() {
            let total = counts.reduce(0, +)
            let y = Double(lines - 1 - line)
            for (column, count) in counts.enumerated() where count > 0 {
                let x = Double(column)
                let isRight = table.columns[column] == table.labels[line]
                let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map {
                    Point(x + $0.0, y + $0.1)
                }
                // The root makes a few rows of many seen, and ink stays readable on the darkest.
                let paint = Paint(Color.palette[isRight ? 0 : 1], opacity: 0.7 * (count / total).squareRoot())
                result.data.append(.polygon(corners, paint))
                if max(lines, columns) <= Self.mostWithCounts {
                    result.data.append(
                        .text(Text(plain(count), at: Point(x, y), size: 11, anchor: .middle)))
                }
            }
        }
        return result
    }

    /// Classes of which cells have room for counts.
    private static let mostWithCounts = 15
}
