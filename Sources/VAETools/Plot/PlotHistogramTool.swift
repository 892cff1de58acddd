import ArgumentParser
import Formats
import Plots

struct PlotHistogramTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "histogram",
        abstract: "Draw how scores are distributed.",
        usage: "vae-plot histogram [<options>] [<file> ...]",
        discussion: """
            Reads tables of vae-eval --per-row, or all numbers of tensor streams.

            Examples:
              vae-eval --per-row digits.bin | vae-plot histogram > scores.svg
              vae-plot histogram --density -o draws.png draws.npy
            """)

    @OptionGroup var operands: PlotFiles

    @Option(help: ArgumentHelp("The column of tables. (default: the first)", valueName: "A"))
    var column: String?

    @Option(help: ArgumentHelp("The number of bins, the same for all files.", valueName: "B"))
    var bins = 40

    @Flag(help: "Draw densities, of integral 1, instead of counts.") var density = false
    @Flag(help: "Make the y axis logarithmic.") var logY = false

    @OptionGroup var curves: CurveOptions
    @OptionGroup var figure: FigureOptions

    func validate() throws {
        try check("--bins", bins, in: 1...10_000)
        if curves.curve == "-", operands.files.isEmpty || operands.files.contains("-") {
            throw ValidationError("standard input can be read only once")
        }
    }

    func work(_ messages: Messages) throws {
        let output = try figure.output.open()
        var samples: [Sample] = []
        try operands.readEach { bytes, name throws(Failure) in samples += try read(bytes, name) }
        let curve = try curves.read()
        let all = extent(
            samples.lazy.map { extent($0.values) }.flatMap {
                [$0.lowerBound, $0.upperBound]
            })
        let range = try figure.xlim?.limit(all, "--xlim") ?? all
        let histograms = samples.map { Histogram($0.values, range: range, bins: bins) }
        let heights = histograms.map { density ? $0.density : $0.counts.map(Double.init) }
        let tops = heights.joined().filter { $0 > 0 }
        guard let least = tops.min() else {
            throw Failure.usage("--xlim: found no numbers between its ends, expected some")
        }
        let edges = histograms[0].edges
        let shown = edges[0]...edges[bins]
        let greatest = (tops + curve.filter { shown.contains($0.x) }.map(\.y)).max()!
        var result = Figure(
            x: Axis(covering: shown, margins: (0.02, 0.02)),
            y: logY
                ? Axis(.logarithmic, covering: least / 2...greatest, margins: (0, 0.05))
                : Axis(covering: 0...greatest, margins: (0, 0.05)))
        result.xLabel = samples[0].column.map { Quantity.label(of: [$0]) } ?? "value"
        result.yLabel =
            !density ? "count" : result.xLabel.hasSuffix("(nats)") ? "density (per nat)" : "density"
        let names = try figure.legendNames(insteadOf: samples.map(\.name))
        // The colours of more than two areas would mix.
        let isFilled = samples.count <= 2
        for (number, histogram) in histograms.enumerated() {
            let stroke = Stroke.look(color: number, width: 1.5)
            let paint = Paint(stroke.color, opacity: 0.3)
            let outline = histogram.outline(heights[number])
            if isFilled { result.data.append(.polygon(outline, paint)) }
            result.data.append(.line(outline, stroke))
            if samples.count > 1 || figure.legend != nil {
                result.legend.append(
                    LegendEntry(names[number], isFilled ? .area(paint, stroke) : .line(stroke)))
            }
        }
        if !curve.isEmpty { result.data.append(CurveOptions.line(curve, color: samples.count)) }
        try figure.draw(result, to: output)
        if figure.verbosity.verbose {
            messages.write("\(samples.reduce(0) { $0 + $1.values.count }) numbers")
        }
    }

    private struct Sample {
        let name: String
        /// Nil: the numbers are not from a table.
        let column: String?
        var values: [Double] = []
    }

    private func read(_ bytes: ByteReader, _ name: String) throws(Failure) -> [Sample] {
        let isText = try naming(name) { () throws(FormatError) in
            let opening = try bytes.peek(ForeignFormat.openingLength)
            return opening.isEmpty || ForeignFormat(opening: opening)?.kind == .text
        }
        let samples = isText ? try readTable(TableReader(bytes, name: name)) : [try readStream(bytes, name)]
        guard samples.contains(where: { !$0.values.isEmpty }) else {
            throw .badData(name, "found no numbers, expected one at least")
        }
        return samples
    }

    /// A sample for each model that the table tells of.
    private func readTable(_ table: TableReader) throws(Failure) -> [Sample] {
        let index = try column.map { column throws(Failure) in try table.index(of: column) } ?? 0
        let model = table.header.firstIndex(of: "model")
        var samples: [Sample] = []
        while let fields = try table.nextLine() {
            let name = legendName(model.map { fields[$0] } ?? table.name)
            if samples.last?.name != name {
                samples.append(Sample(name: name, column: table.header[index]))
            }
            samples[samples.count - 1].values.append(try table.finiteNumber(fields, at: index))
        }
        return samples
    }

    private func readStream(_ bytes: ByteReader, _ name: String) throws(Failure) -> Sample {
        let stream = TensorStreamReader(bytes)
        var sample = Sample(name: legendName(name), column: nil)
        var integers = IntegerColumns()
        var row = 0
        while try naming(name, { () throws(FormatError) in try stream.nextRecord() != nil }) {
            while let block = try naming(name, { () throws(FormatError) in try stream.readRows(upTo: 4096) })
            {
                sample.values += try block.plottedNumbers(row: row, in: name)
                integers.add(block)
                row += block.rows
            }
        }
        try integers.check(name)
        return sample
    }
}
