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
        let input = reading.open(batch: evaluator.capacity)
        let report = ScoreReport(output: output, json: json)
        var summary = BoundSummary()
        if perRow { try report.beginRows() }
        while let record = try input.nextRecord() {
            try checkWidth(
                of: record.rowShape, expected: architecture.shape, what: "this model", in: input.name)
            while let block = try input.nextRows(upTo: evaluator.capacity) {
                let row = input.row - block.rows
                let divisor = maximum.divisor(of: block.elementType, learned: architecture.maximum)
                let values = InputValues(divisor: divisor, support: architecture.likelihood.support)
                let terms = try values.load(block, row: row, in: input.name) {
                    evaluator.evaluate($0, count: block.rows, row: row)
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
