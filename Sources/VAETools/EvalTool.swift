import ArgumentParser
import Formats
import Tensors
import VAE

public struct EvalTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-eval",
        abstract: "Score data by the evidence lower bound.",
        discussion: "Writes the bound and its terms in nats per datapoint, with standard errors.",
        version: version(of: "vae-eval"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var maximum: MaximumOptions
    @OptionGroup var model: ModelOptions

    @Flag(help: "Write a line for each row.")
    var perRow = false

    @Flag(help: "Write JSON; with --per-row, a line of it for each row.")
    var json = false

    @Option(help: ArgumentHelp("Draws of z for each row.", valueName: "L"))
    var draws = 1

    @OptionGroup var common: ApplicationOptions

    public init() {}

    public func validate() throws {
        if !(1...1 << 16).contains(draws) {
            throw ValidationError("--draws: found \(draws), expected 1 to \(1 << 16)")
        }
    }

    public func work(_ messages: Messages) throws {
        let output = try common.openOutput(binary: false)
        let model = try model.load(usesStandardInput: reading.readsStandardInput)
        let architecture = model.architecture
        let evaluator = Evaluator(
            PackedModel(model, training: false), capacity: max(common.batch / draws, 1), draws: draws,
            seed: common.seed,
            workers: common.makeWorkers())
        let input = reading.open()
        let report = ScoreReport(output: output, json: json)
        var summary = BoundSummary()
        if perRow { try report.beginRows() }
        while let record = try input.nextRecord() {
            try checkWidth(
                of: record.rowShape, expected: architecture.shape, what: "this model", in: input.name)
            while let block = try input.nextRows(upTo: evaluator.capacity) {
                let row = input.row - block.rows
                let data = scaled(
                    block, divisor: maximum.divisor(of: block.elementType, learned: architecture.maximum))
                try checkValues(
                    data, columns: architecture.dimensions, row: row,
                    support: architecture.likelihood.support,
                    hint: scalingHint(block.elementType),
                    in: input.name)
                let terms = evaluator.evaluate(count: block.rows, row: row) { range, rows in
                    let columns = architecture.dimensions
                    _ = rows.elements.update(
                        from: data[range.lowerBound * columns..<range.upperBound * columns])
                }
                for (index, terms) in terms.enumerated() {
                    guard terms.isFinite else {
                        throw Failure(
                            .failed,
                            "\(input.name): row \(row + index): the model gave a bound of \(terms.bound), "
                                + "expected a finite number")
                    }
                    if perRow { try report.write(terms, row: row + index) } else { summary.add(terms) }
                }
                if perRow { try report.flush() }
            }
        }
        if !perRow { try report.write(summary) }
        try output.commit()
        if common.isVerbose { messages.write("\(input.row) rows") }
    }
}
