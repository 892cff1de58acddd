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
    @OptionGroup(title: "Conditions") var conditions: FitConditionOptions
    @OptionGroup var schema: SchemaOptions
    @OptionGroup(title: "Model") var architecture: ArchitectureOptions
    @OptionGroup var warmStart: WarmStartOptions
    @OptionGroup(title: "Training") var training: FitTrainingOptions
    @OptionGroup(title: "Validation") var validation: ValidationOptions
    @OptionGroup(title: "Going on") var checkpoint: CheckpointOptions
    @OptionGroup var verification: VerificationOptions
    @OptionGroup var seed: SeedOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var machines: RankOptions

    @Option(
        help: ArgumentHelp("Write a line for each epoch to this file.", valueName: "file"),
        completion: .file())
    var log: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func validate() throws {
        if log == "-" { throw ValidationError("--log: found '-', expected a file such as /dev/stderr") }
        let companions = conditions.files + validation.files
        if companions.filter({ $0 == "-" }).count + (reading.readsStandardInput ? 1 : 0) > 1 {
            throw ValidationError("standard input can be read only once")
        }
        try conditions.checkObjective(training)
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
        let ranks = try Ranks.start(shards: training.shards ?? 1, messages)
        defer { ranks.end() }
        let opened = ranks.isFirst ? Result { try openOutput() } : nil
        var messages = messages
        messages.isSilent = !ranks.isFirst
        let prepared = try ranks.agree {
            var tool = self
            if ranks.count > 1 { try tool.shareFiles(ranks) }
            _ = try opened?.get()
            return try tool.prepare(messages, ranks)
        } choices: {
            $0.choices
        }
        ranks.onLoss(checkpoint.afterLoss)
        try finish(prepared, to: opened?.get(), messages)
    }

    private func openOutput() throws(Failure) -> OutputFile {
        guard Ranks.isLaunched, output.output ?? "-" == "-", isTerminal(.standardOutput) else {
            return try output.open()
        }
        throw .usage("standard output is a terminal, as mpirun may make it; give a file with -o")
    }

    /// Reads the data and all that the training starts from.
    private func prepare(_ messages: Messages, _ ranks: Ranks) throws -> PreparedTraining {
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
        let given = try conditions.load(
            rows: data.rowCount, learned: learnedConditioning(saved, initial))
        let classifies = (given?.missing ?? 0) > 0 || conditions.alpha != nil || base.hasClassifier
        if classifies { try conditions.checkClassifier(training) }
        if verbosity.verbose, let given { messages.write(given.description) }
        let chosen = architecture.architecture(
            of: data, base: base, objective: training.objective, missing: missing,
            conditioning: given?.rows.conditioning, classifies: classifies, schema: schema)
        try checkBatch(chosen)
        let sets = try validation.split(
            data, given, missingLabel: conditions.missingLabel ?? -1, architecture: chosen, seed: seed.seed,
            reading: reading, maximum: maximum,
            missing: missing)
        let architecture = chosen.learningColumns(from: sets.training, base: base)
        let options = training.options(
            architecture, rows: sets.training.count, of: data, seed: seed.seed,
            patience: validation.patience, alpha: conditions.alpha)
        let record = TrainingRecord(
            options: options,
            data: .init(
                type: data.elementType.rawValue, rows: sets.training.count,
                validationRows: sets.validation?.count ?? 0, digest: data.digest,
                validationDigest: sets.validationDigest,
                missing: data.hasHoles ? data.missingCounts.columns : nil,
                labelsDigest: given?.labelsDigest, conditionDigest: given?.covariatesDigest,
                validationLabelsDigest: sets.validationConditions?.labelsDigest,
                validationConditionDigest: sets.validationConditions?.covariatesDigest,
                missingLabels: given.flatMap { $0.missing == 0 ? nil : $0.missing }),
            seed: seed.seed, initialModel: initialDigest(saved, initial), rows: sets.training.count,
            schema: schema?.text)
        try saved?.checkAgreement(
            record.metadata, architecture, options, rows: sets.training.count,
            validationRows: sets.validation?.count ?? 0)
        let model = try model(
            architecture, sets.training, options, given?.rows.conditioning, saved, initial)
        let writer = ranks.isFirst ? try checkpoint.makeWriter() : nil
        let log = try TrainingLog(
            path: ranks.isFirst ? log : nil, isBayesian: model.hasWeightPosterior, continuing: saved?.log)
        let trainer = Trainer(
            model, rows: sets.training, validation: sets.validation, options: options,
            workers: threads.makeWorkers(ranks.threads), communicator: ranks.communicator,
            from: saved?.snapshot)
        let run = TrainingRun(
            trainer, of: model, record: record, log: log, checkpoint: writer,
            display: TrainingDisplay(messages, verbosity, options))
        return PreparedTraining(run: run, log: log, architecture: architecture, sets: sets)
    }

    /// Trains, and writes what belongs to this rank.
    ///
    /// - Parameter output: nil: another rank writes the model.
    private func finish(
        _ training: PreparedTraining, to output: OutputFile?, _ messages: Messages
    ) throws {
        let (run, architecture, sets) = (training.run, training.architecture, training.sets)
        let ending = run.run()
        guard let output else {
            if case .unfinished(_, let failure, _) = ending { throw Failure(failure.status, "") }
            return
        }
        try deliver(ending, of: run, to: output)
        try training.log.close()
        let counts = run.trainer.state.counts
        if !verbosity.quiet, architecture.hasEncoder,
            let bound = sets.validation == nil ? counts.trainingBound : counts.keptBound,
            let warning = BoundWarning.message(bound, after: counts.step, architecture, rows: sets.training)
        {
            messages.write(warning)
        }
    }

    /// The classes and the units of the model that the training was started from.
    private func learnedConditioning(_ saved: CheckpointFile?, _ initial: InitialModel?) -> Conditioning? {
        warmStart.initFrom == nil ? nil : saved.map(\.conditioning) ?? initial?.model.conditioning
    }

    /// Rows that the classes of a minibatch may make.
    private static let mostRows = 1 << 16

    /// Fails where rows without a label, which pass through the model once for each class, are too many.
    private func checkBatch(_ architecture: Architecture) throws(Failure) {
        guard architecture.hasClassifier, let classes = architecture.classes else { return }
        let most = Self.mostRows / classes
        guard training.batch > most else { return }
        throw .usage(
            "--batch: found \(training.batch) with \(classes) classes, expected at most \(most) where labels are missing"
        )
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
        _ conditioning: Conditioning?, _ saved: CheckpointFile?, _ initial: InitialModel?
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        if let initial { return try initial.copy(as: architecture, options, conditioning: conditioning) }
        let isBayesian = options.bayesian == true
        if let saved {
            return try makeModel(
                architecture, units: saved.standardization, conditioning: conditioning,
                hasWeightPosterior: isBayesian)
        }
        do throws(Architecture.Invalid) {
            let model = try VariationalAutoencoder(
                preparing: architecture, for: rows, initialization: options.initialization,
                seed: seed.seed, conditioning: conditioning, hasWeightPosterior: isBayesian)
            model.startWeightPosterior(precision: options.weightDecay)
            return model
        } catch {
            throw Failure.usage(error.description)
        }
    }

    /// Fails where the log or the checkpoint would take the place of what is read or written.
    private func checkFiles() throws(Failure) {
        let inputs =
            reading.operands + conditions.files + validation.files
            + [warmStart.initFrom].compactMap { $0 }
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
