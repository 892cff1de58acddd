import ArgumentParser
import Plots

struct PlotKLTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "kl",
        abstract: "Draw the KL of each latent dimension, from vae-eval --per-latent, as bars.",
        usage: "vae-plot kl [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-eval --per-latent digits.bin | vae-plot kl > kl.svg
              vae-plot kl --title 'Latent dimensions' -o kl.png kl.tsv
            """)

    @OptionGroup var operands: PlotFiles

    @Flag(help: "Put the largest bars first, each model in an order of its own.") var sort = false

    @OptionGroup var figure: FigureOptions

    func work(_ messages: Messages) throws {
        let output = try figure.output.open()
        var models: [LatentBars] = []
        try operands.readEach { bytes, name throws(Failure) in
            models += try read(TableReader(bytes, name: name))
        }
        try figure.draw(drawing(of: models), to: output)
        if figure.verbosity.verbose {
            messages.write("\(models.reduce(0) { $0 + $1.bars.count }) latent dimensions")
        }
    }

    /// - Precondition: there is a model.
    func drawing(of models: [LatentBars]) throws(Failure) -> Figure {
        var models = models
        if sort { for index in models.indices { models[index].sort() } }
        let positions = models.flatMap { $0.bars.map(\.position) }
        let ends = models.flatMap { $0.bars.flatMap { [$0.height, $0.height + $0.error] } }
        var result = Figure(
            x: Axis(range: extent(positions).lowerBound - 0.7...extent(positions).upperBound + 0.7),
            y: Axis(covering: extent(ends + [0]), margins: (0, 0.05)))
        result.x.isCounting = true
        result.xLabel = sort ? "rank of the latent dimension" : "latent dimension"
        result.yLabel = Quantity.label(of: ["kl"])
        let names = try figure.legendNames(
            insteadOf: models.count > 1 ? models.map(\.name) : ["active", "inactive"])
        for (number, model) in models.enumerated() {
            result.data += model.elements(number: number, of: models.count)
        }
        result.legend = names.enumerated().map { number, name in
            let color =
                models.count > 1 ? LatentBars.color(of: number) : number == 0 ? Color.palette[0] : .grey
            return LegendEntry(name, .area(Paint(color), Stroke(color, width: 1)))
        }
        return result
    }

    /// The models of a table, which tells of them in a column if there is more than one.
    func read(_ table: TableReader) throws(Failure) -> [LatentBars] {
        let (latent, kl) = (try table.index(of: "latent"), try table.index(of: "kl"))
        let (error, active) = (
            table.header.firstIndex(of: "standard_error"), table.header.firstIndex(of: "active")
        )
        let model = table.header.firstIndex(of: "model")
        var models: [LatentBars] = []
        while let fields = try table.nextLine() {
            let name = model.map { fields[$0] } ?? table.name
            if models.last?.file != name { models.append(LatentBars(file: name)) }
            // Of a single row there is no error.
            let deviation =
                try error.map { index throws(Failure) in try table.number(fields, at: index) } ?? .nan
            let isActive =
                try active.map { index throws(Failure) in try table.number(fields, at: index) } ?? 1
            models[models.count - 1].bars.append(
                LatentBars.Bar(
                    position: try table.finiteNumber(fields, at: latent),
                    height: try table.finiteNumber(fields, at: kl),
                    error: deviation.isNaN ? 0 : deviation, isActive: isActive != 0))
        }
        guard !models.isEmpty else {
            throw .badData(table.name, "found no lines, expected one for each latent dimension")
        }
        return models
    }
}

/// The KL of each latent dimension of a model.
struct LatentBars {
    struct Bar {
        var position: Double
        let height: Double
        /// The standard error of the height.
        let error: Double
        let isActive: Bool
    }

    let file: String
    var bars: [Bar] = []

    var name: String { legendName(file) }

    init(file: String) { self.file = file }

    static func color(of number: Int) -> Color { Color.palette[number % Color.palette.count] }

    mutating func sort() {
        bars.sort { $0.height > $1.height }
        for index in bars.indices { bars[index].position = Double(index) }
    }

    /// Bars beside those of the other models, each with its standard error on top.
    func elements(number: Int, of count: Int) -> [Element] {
        let room = 0.8
        let width = room / Double(count)
        return bars.flatMap { bar -> [Element] in
            let left = bar.position - room / 2 + Double(number) * width
            let color = count > 1 ? LatentBars.color(of: number) : bar.isActive ? Color.palette[0] : .grey
            let corners = [
                Point(left, 0), Point(left, bar.height), Point(left + width, bar.height),
                Point(left + width, 0),
            ]
            let middle = left + width / 2
            let whisker = [Point(middle, bar.height - bar.error), Point(middle, bar.height + bar.error)]
            let lines: [Element] = bar.error > 0 ? [.line(whisker, Stroke(.black, width: 1))] : []
            return [.polygon(corners, Paint(color))] + lines
        }
    }
}
