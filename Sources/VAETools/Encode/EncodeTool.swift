import ArgumentParser
import Formats
import Tensors
import VAE

public struct EncodeTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-encode",
        abstract: "Encode data to latent vectors.",
        discussion: """
            Writes J numbers for each row: the mean of its posterior, or the median.

            Examples:
              vae-encode digits.bin > z.npy
              vae-encode digits.bin | vae-decode | vae-png > again.png
            """,
        version: version(of: "vae-encode"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var maximum: MaximumOptions
    @OptionGroup var missing: MissingOptions
    @OptionGroup var conditions: ConditionOptions
    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("Write K draws from each posterior, as K rows.", valueName: "K"))
    var sample: Int?

    @Flag(help: "Write their parameters, P x J numbers for each row.")
    var params = false

    @Flag(help: "Draw from p(z|x) itself, by Hamiltonian Monte Carlo.")
    var hmc = false

    @Option(help: ArgumentHelp("Draws of each of its chains. (default: 200)", valueName: "T"))
    var transitions: Int?

    @OptionGroup var chains: ChainOptions
    @OptionGroup var weights: WeightSampleOptions
    @OptionGroup var common: ApplicationOptions

    private static let defaultTransitions = 200

    public init() {}

    public func validate() throws {
        if params && sample != nil { throw ValidationError("--sample and --params exclude each other") }
        if params && hmc { throw ValidationError("--hmc and --params exclude each other") }
        try weights.checkExclusion(of: "--params", isGiven: params)
        try conditions.checkStandardInput(readsData: reading.readsStandardInput)
        try weights.checkExclusion(of: "--hmc", isGiven: hmc)
        try check("--sample", sample, in: 1...1 << 24)
        try check("--transitions", isGiven: transitions != nil, goesWith: "--hmc", hmc)
        try check("--acceptance", isGiven: chains.acceptance != nil, goesWith: "--hmc", hmc)
        try chains.checkOwner("--hmc", runsChains: hmc)
        try check("--transitions", transitions, in: 2...10_000_000)
        try chains.checkNoise("--transitions", transitions: transitions ?? Self.defaultTransitions)
        let most = (transitions ?? Self.defaultTransitions) * chains.chains
        if hmc, let sample, sample > most {
            throw ValidationError(
                "--sample: found \(sample), expected at most the \(most) transitions of \(chains.chains) chains; "
                    + "raise --transitions")
        }
    }

    public func work(_ messages: Messages) throws {
        let output = try common.openOutput()
        let model = try model.loadWithLatents(
            usesStandardInput: reading.readsStandardInput || conditions.readsStandardInput, messages)
        let architecture = model.architecture
        guard hmc || architecture.hasEncoder else {
            throw Failure.usage(
                "found no encoder in \(self.model.path), expected --hmc, which draws from the posterior of such a model"
            )
        }
        let source = try source(model)
        let conditions = try EncodedConditions(
            conditions, of: model, name: self.model.path, capacity: source.capacity, seed: common.seed,
            workers: common.makeWorkers())
        let input = reading.open(batch: source.capacity, firstRow: common.firstRow)
        let filter = RecordFilter(
            input: input, output: output, messages: common.isVerbose ? messages : nil)
        try filter.run { _ in
            source.capacity
        } target: { record throws(Failure) in
            try checkWidth(
                of: record.rowShape, expected: architecture.shape, what: "this model", in: input.name)
            let rows = try multiply(record.rows, by: sample ?? 1, in: input.name)
            return try Record(.f4, source.rowShape, rows: rows, in: input.name)
        } write: { block, row, output throws(Failure) in
            let values = InputValues(
                of: architecture, block.elementType, maximum,
                missing: missing.values(learned: architecture.missingValue))
            let given = try conditions.next(block.rows)
            try values.load(block, row: row, in: input.name) { rows in
                source.read(
                    rows, conditions: conditions.completed(given, rows, count: block.rows, row: row),
                    count: block.rows, row: row)
            }
            try output.write(try source.latents(in: input.name))
        } end: { _ throws(Failure) in
            try conditions.checkEnd()
        }
        if !common.isQuiet {
            source.report(messages, model: self.model.path, isVerbose: common.isVerbose)
        }
    }

    private func source(_ model: VariationalAutoencoder<Float>) throws(Failure) -> any LatentSource {
        let workers = common.makeWorkers()
        if hmc {
            return ChainSource(
                model, draws: sample, transitions: transitions ?? Self.defaultTransitions, chains,
                batch: common.batch, seed: common.seed, workers: workers)
        }
        return EncoderSource(
            try weights.models(of: model, name: self.model.path, seed: common.seed),
            params ? .parameters : sample.map { .draws($0) } ?? .centers, batch: common.batch,
            seed: common.seed, workers: workers)
    }
}

/// Rows of output; a count from a header may be any number.
func multiply(_ rows: Int, by count: Int, in name: String) throws(Failure) -> Int {
    let (product, overflow) = rows.multipliedReportingOverflow(by: count)
    guard !overflow else { throw Failure.badData(name, "found \(rows) rows, too many to write") }
    return product
}
