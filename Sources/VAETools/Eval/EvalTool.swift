import ArgumentParser
import Compute
import Formats
import Tensors
import VAE

public struct EvalTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-eval",
        abstract: "Score data by bounds and estimates of its log-likelihood.",
        discussion: """
            Writes the evidence lower bound and its terms in nats per datapoint, with standard errors.

            Examples:
              vae-eval digits-test.bin
              vae-eval --per-row digits-test.bin | sort -g | head
            """,
        version: version(of: "vae-eval"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var maximum: MaximumOptions
    @OptionGroup var missing: MissingOptions

    @Option(
        name: [.customShort("m", allowingJoined: true), .long],
        help: ArgumentHelp(
            "A model, or several, each with -m; '-' is standard input. (default: $VAE_MODEL, else "
                + "model.safetensors)", valueName: "file"),
        completion: .file())
    var model: [String] = []

    @OptionGroup var verification: VerificationOptions

    @OptionGroup var rows: RowOptions

    @Flag(help: "Write a line for each latent dimension.")
    var perLatent = false

    @Flag(help: "Write one line for each model, as for several models.")
    var table = false

    @Flag(help: "Write JSON: an object for each line.")
    var json = false

    @Option(help: ArgumentHelp("Draws of z for each row of the bound.", valueName: "L"))
    var draws = 1

    @Option(
        help: ArgumentHelp(
            "Precision of matrix products; bfloat16 is faster on processors that have it.",
            valueName: "p"))
    var precision = Precision.float32

    @OptionGroup var weights: WeightSampleOptions

    @OptionGroup var conditions: ConditionOptions
    @OptionGroup(title: "Classes") var classes: ClassOptions
    @OptionGroup(title: "Log-likelihood") var likelihood: EstimatorOptions
    @OptionGroup var common: ApplicationOptions

    public init() {}

    public func validate() throws {
        try check("--draws", draws, in: 1...1 << 16)
        if rows.areWanted && perLatent {
            throw ValidationError(
                "--per-\(rows.perRow ? "row" : "column") and --per-latent exclude each other")
        }
        if table && perLatent { throw ValidationError("--table and --per-latent exclude each other") }
        if rows.reference != nil && likelihood.latents != nil {
            throw ValidationError("--reference and --latents exclude each other")
        }
        if likelihood.latents != nil && model.count > 1 {
            throw ValidationError(
                "--latents: found \(model.count) models, expected the one that drew the data")
        }
        try weights.checkExclusion(of: "--latents", isGiven: likelihood.latents != nil)
        try precision.checkAvailable()
        if precision != .float32, let method = likelihood.methodInFloat32 {
            throw ValidationError(
                "\(method): found --precision \(precision.rawValue), expected float32: it needs log p(x|z) to be smooth in z"
            )
        }
        try checkClasses()
        let companions = [likelihood.latents, conditions.labels, conditions.condition] + rows.inputs
        if (model + companions).count(where: { $0 == "-" }) > 1
            || companions.contains("-") && reading.readsStandardInput
        {
            throw ValidationError("standard input can be read only once")
        }
    }

    public func work(_ messages: Messages) throws {
        let output = try common.openOutput(binary: false)
        let workers = common.makeWorkers()
        let capacity = Evaluator.capacity(
            size: min(common.batch, likelihood.runsChains ? Self.mostSlowRows : .max), draws: draws,
            threads: workers.threads)
        let scorers = try scorers(capacity: capacity, workers, messages)
        if classes.classify {
            return try classify(
                scorers[0], scorers[0].packed, to: output, capacity: capacity, workers, messages)
        }
        var conditionStream: ConditionStream?
        for scorer in scorers {
            let stream = try conditions.open(
                for: scorer.conditioning, name: scorer.name, batch: capacity)
            conditionStream = conditionStream ?? stream
        }
        try readReference(scorers, capacity: capacity)
        let latents = likelihood.latents.map { CompanionStream(path: $0, .latents, batch: capacity) }
        let names = try rows.id.map { path throws(Failure) in try RowNames(path: path) }
        let input = reading.open(batch: capacity, firstRow: common.firstRow)
        let report = ScoreReport(output: output, json: json, namesModels: writesTable)
        if rows.areWanted { try report.beginRows(of: scorers, named: names != nil) }
        let bar = showsProgress ? ProgressBar() : nil
        defer { bar?.clear() }
        var announced = 0
        while let record = try input.nextRecord() {
            announced += record.rows
            while let block = try input.nextRows(upTo: capacity) {
                let row = input.row - block.rows
                let given = try conditionStream.map { stream throws(Failure) in
                    try stream.next(block.rows)
                }
                let blockNames = try names?.next(block.rows)
                for scorer in scorers {
                    let scored = try naming(model: scorer.name) { () throws(Failure) in
                        let conditions = try given.map { rows throws(Failure) in
                            try scorer.conditioning!.batch(rows)
                        }
                        return try scorer.score(
                            block, row: row, in: input.name, conditions: conditions, maximum: maximum,
                            missing: missing, latents: latents)
                    }
                    if rows.areWanted {
                        try report.write(scored, names: blockNames, of: scorer, among: scorers)
                    } else {
                        scorer.summary.add(scored)
                    }
                }
                bar?.show(done: input.rows, of: announced, label: "row \(input.row)")
            }
        }
        bar?.clear()
        try latents?.checkEnd()
        try conditionStream?.checkEnd()
        try names?.checkEnd()
        try write(scorers, to: report)
        try output.commit()
        if !common.isQuiet {
            tellOfHoles(scorers, messages)
            for scorer in scorers { warn(of: scorer, rows: input.rows, messages) }
        }
        if common.isVerbose { messages.write("\(input.rows) rows") }
        try failForRowsWithoutScore(scorers, rows: input.rows)
    }

    /// Gives the scores of the rows of `--reference` to the scorers.
    private func readReference(_ scorers: [ModelScorer], capacity: Int) throws(Failure) {
        guard let path = rows.reference else { return }
        for scorer in scorers where scorer.conditioning != nil {
            throw .usage(
                "--reference: found \(scorer.name), a model of labels or covariates, expected one without them"
            )
        }
        let input = InputStream(operands: [path], raw: reading.form, batch: capacity)
        while let block = try input.nextRowsOfAnyRecord(upTo: capacity) {
            for scorer in scorers {
                try naming(model: scorer.name) { () throws(Failure) in
                    try scorer.addReference(
                        block, row: input.row - block.rows, in: input.name, maximum: maximum, missing: missing
                    )
                }
            }
        }
        guard input.row > 0 else {
            throw .badData(input.name, "found no rows, expected some to compare with")
        }
        for scorer in scorers { scorer.finishReference() }
    }

    private func failForRowsWithoutScore(_ scorers: [ModelScorer], rows: Int) throws(Failure) {
        for scorer in scorers {
            guard let problem = scorer.firstProblem else { continue }
            try naming(model: scorer.name) { () throws(Failure) in
                let verb = scorer.unscored == 1 ? "has" : "have"
                throw Failure(
                    .badData, "\(problem); \(scorer.unscored) of \(rows) rows \(verb) no score")
            }
        }
    }

    /// Runs `body`; of several models, the one that a failure is of is named.
    private func naming<Value>(model name: String, _ body: () throws(Failure) -> Value) throws(Failure)
        -> Value
    {
        do throws(Failure) { return try body() } catch {
            throw model.count > 1 ? error.prefixed(by: name) : error
        }
    }

    private var writesTable: Bool { table || model.count > 1 }

    private var showsProgress: Bool {
        isTerminal(.standardError) && !common.isQuiet
            && !(rows.areWanted && isTerminal(.standardOutput))
    }

    /// Rows that are worked on at a time where each takes long.
    private static let mostSlowRows = 32

    private func scorers(
        capacity: Int, _ workers: Workers, _ messages: Messages
    ) throws(Failure) -> [ModelScorer] {
        let paths = model.isEmpty ? [ModelPath(nil)] : model.map { ModelPath($0) }
        var scorers: [ModelScorer] = []
        for path in paths {
            let loaded = try path.load(
                usesStandardInput: reading.readsStandardInput || conditions.readsStandardInput,
                verification.verification(messages))
            scorers.append(
                try ModelScorer(
                    loaded, drawn: weights.drawn(of: loaded, name: path.path, seed: common.seed),
                    name: path.path, options: likelihood, precision: precision,
                    draws: draws, perLatent: perLatent, rows: rows, capacity: capacity, seed: common.seed,
                    workers: workers))
        }
        return scorers
    }

    private func write(_ scorers: [ModelScorer], to report: ScoreReport) throws(Failure) {
        if rows.areWanted { return }
        if perLatent { return try report.writeLatents(of: scorers) }
        if writesTable { return try report.writeTable(of: scorers) }
        try report.writeQuantities(of: scorers[0])
    }

    /// Scorers may differ in the number that stands for a missing value.
    private func tellOfHoles(_ scorers: [ModelScorer], _ messages: Messages) {
        for scorer in scorers where scorer.missing > 0 {
            messages.write(
                "\(scorer.name): \(scorer.missing) of \(scorer.values) values are missing; the scores of a row are of "
                    + "its observed values")
        }
    }

    private func warn(of scorer: ModelScorer, rows: Int, _ messages: Messages) {
        for (method, unreliable) in scorer.unreliable where unreliable > 0 {
            messages.write(
                "\(scorer.name): warning: log_likelihood_\(method) is not reliable for \(unreliable) of \(rows) "
                    + "rows; \(likelihood.advice(method))")
        }
    }
}
