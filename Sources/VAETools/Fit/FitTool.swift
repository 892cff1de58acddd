import ArgumentParser
import Compute
import Formats
import Tensors
import VAE

public struct FitTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-fit",
        abstract: "Train a variational auto-encoder.",
        discussion: """
            Reads data and writes a model, with no option needed.

            Examples:
              vae-fit digits.bin > model.safetensors
              vae-fit --likelihood gaussian --latent 3 -o table.safetensors table.npy
            """,
        version: version(of: "vae-fit"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var maximum: MaximumOptions
    @OptionGroup var missing: MissingOptions
    @OptionGroup var schema: SchemaOptions
    @OptionGroup(title: "Model") var architecture: ArchitectureOptions
    @OptionGroup var warmStart: WarmStartOptions
    @OptionGroup(title: "Training") var training: FitTrainingOptions
    @OptionGroup(title: "Validation") var validation: ValidationOptions
    @OptionGroup(title: "Going on") var checkpoint: CheckpointOptions
    @OptionGroup var verification: VerificationOptions
    @OptionGroup var seed: SeedOptions
    @OptionGroup var threads: ThreadOptions

    @Option(
        help: ArgumentHelp("Write a line for each epoch to this file.", valueName: "file"),
        completion: .file())
    var log: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func validate() throws {
        if log == "-" { throw ValidationError("--log: found '-', expected a file such as /dev/stderr") }
        if validation.valid == "-" && reading.readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
        if warmStart.initFrom != nil && training.choosesInitialization {
            throw ValidationError("--init-from excludes --init")
        }
        if warmStart.initFrom == "-" {
            throw ValidationError("--init-from: found '-', expected the name of a file")
        }
        try VAETools.check(
            "--unverified", isGiven: verification.unverified, goesWith: "--checkpoint or --init-from",
            checkpoint.checkpoint != nil || warmStart.initFrom != nil)
    }

    public func work(_ messages: Messages) throws {
        Interruption.acceptCheckpointRequests()
        let output = try output.open()
        try checkFiles()
        let saved = try checkpoint.load(verification.verification(messages))
        let initial = saved == nil ? try warmStart.load(verification.verification(messages)) : nil
        let base = baseArchitecture(saved, initial)
        try architecture.checkAgreement(base: base, hasSchema: schema.schema != nil)
        let schema = try schema.load()
        if base.columns != nil && schema == nil {
            throw Failure.usage("--init-from: found a model of a table, expected its --schema too")
        }
        try architecture.checkLatents(base: base, training)
        let data = try DataSet.load(
            reading.open(batch: nil, maps: true), maximum: maximum,
            learned: base.maximum, support: architecture.support(base: base, schema),
            rules: architecture.rules(base: base, schema),
            missing: missing.values(learned: base.missingValue))
        if verbosity.verbose { describe(data, messages) }
        let chosen = architecture.architecture(
            of: data, base: base, objective: training.objective, missing: missing, schema: schema)
        let sets = try validation.split(
            data, architecture: chosen, seed: seed.seed, reading: reading, maximum: maximum,
            missing: missing)
        let architecture = chosen.learningColumns(from: sets.training, base: base)
        let options = training.options(
            architecture, rows: sets.training.count, of: data, seed: seed.seed,
            patience: validation.patience)
        let record = TrainingRecord(
            options: options,
            data: .init(
                type: data.elementType.rawValue, rows: sets.training.count,
                validationRows: sets.validation?.count ?? 0, digest: data.digest,
                validationDigest: sets.validationDigest,
                missing: data.hasHoles ? data.missingCounts.columns : nil),
            seed: seed.seed, initialModel: initialDigest(saved, initial), rows: sets.training.count,
            schema: schema?.text)
        try saved?.checkAgreement(
            record.metadata, architecture, options, rows: sets.training.count,
            validationRows: sets.validation?.count ?? 0)
        let model = try model(architecture, sets.training, options, saved, initial)
        let writer = try checkpoint.makeWriter()
        let log = try TrainingLog(
            path: log, isBayesian: model.hasWeightPosterior, continuing: saved?.log)
        let trainer = Trainer(
            model, rows: sets.training, validation: sets.validation, options: options,
            workers: threads.makeWorkers(), from: saved?.snapshot)
        let run = TrainingRun(
            trainer, of: model, record: record, log: log, checkpoint: writer,
            display: TrainingDisplay(messages, verbosity, options))
        try deliver(run.run(), of: run, to: output)
        try log.close()
        let counts = trainer.state.counts
        if !verbosity.quiet, architecture.hasEncoder,
            let bound = sets.validation == nil ? counts.trainingBound : counts.keptBound,
            let warning = BoundWarning.message(bound, after: counts.step, architecture, rows: sets.training)
        {
            messages.write(warning)
        }
    }

    private func describe(_ data: DataSet, _ messages: Messages) {
        messages.write(data.description)
        if let missing = data.missingCounts.description(rows: data.rowCount) { messages.write(missing) }
    }

    /// What is not chosen is as in a training that is gone on with, or the model that is started from.
    private func baseArchitecture(_ saved: CheckpointFile?, _ initial: InitialModel?) -> Architecture {
        let others = warmStart.initFrom == nil ? nil : saved?.architecture ?? initial?.model.architecture
        return others ?? ArchitectureOptions.standard
    }

    /// That of the model that the training was started from; a checkpoint tells it where there is one.
    private func initialDigest(_ saved: CheckpointFile?, _ initial: InitialModel?) -> String? {
        guard warmStart.initFrom != nil else { return nil }
        return saved.map { $0.metadata[TrainingRecord.initKey] ?? "a model" } ?? initial?.digest
    }

    private func model(
        _ architecture: Architecture, _ rows: TrainingRows, _ options: TrainingOptions,
        _ saved: CheckpointFile?, _ initial: InitialModel?
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        if let initial { return try initial.copy(as: architecture, options) }
        let isBayesian = options.bayesian == true
        if let saved {
            return try makeModel(
                architecture, units: saved.standardization, hasWeightPosterior: isBayesian)
        }
        do throws(Architecture.Invalid) {
            let model = try VariationalAutoencoder(
                preparing: architecture, for: rows, initialization: options.initialization,
                seed: seed.seed, hasWeightPosterior: isBayesian)
            model.startWeightPosterior(precision: options.weightDecay)
            return model
        } catch {
            throw Failure.usage(error.description)
        }
    }

    /// Fails where the log or the checkpoint would take the place of what is read or written.
    private func checkFiles() throws(Failure) {
        let inputs = reading.operands + [validation.valid, warmStart.initFrom].compactMap { $0 }
        for (option, path) in [("--log", log), ("--checkpoint", checkpoint.checkpoint)] {
            guard let path else { continue }
            let identity = isRegularFile(path) ? FileIdentity(path) : nil
            let isInput = identity != nil && inputs.contains { FileIdentity($0) == identity }
            guard !OutputFile.isOpen(path), !isInput else {
                let what = isInput ? "an input" : "the model"
                throw Failure.usage("\(option): found \(path), which is also \(what), expected another file")
            }
        }
        if let log, let checkpoint = checkpoint.checkpoint, isSameFile(log, checkpoint) {
            throw Failure.usage("--checkpoint: found \(log), which is also the log, expected another file")
        }
    }
    /// Whether two names are of one file, which need not exist.
    private func isSameFile(_ first: String, _ second: String) -> Bool {
        if let place = FilePlace(resolved(first)), place == FilePlace(resolved(second)) { return true }
        return FileIdentity(first).map { $0 == FileIdentity(second) } ?? false
    }
}
