import Compute
import Formats
import Tensors
import VAE

/// What a training is made of before its model: the same on all ranks, but for the rows where each has a share.
struct TrainingSources {
    let saved: CheckpointFile?
    let initial: InitialModel?
    let base: Architecture
    let schema: FittedSchema?
    var data: DataSet
    let conditions: LoadedConditions?

    /// What has to be the same on all ranks before they hear of each other's rows: what they exchange then depends on it.
    var choices: [String: [String: String]] {
        var choices = ["version": ["version": toolsVersion]]
        if let share = data.share {
            choices["command line"] = ["command line": CommandLine.recorded]
            choices["files"] = [
                "labels": conditions?.labelsDigest ?? "none",
                "condition": conditions?.covariatesDigest ?? "none",
                "initial model": initial?.digest ?? "none", "schema": schema?.text ?? "none",
                "checkpoint": saved == nil ? "none" : "one",
            ]
            choices["data"] = [
                "rows": "\(share.total)", "shape": "\(data.rowShape)", "type": data.elementType.rawValue,
            ]
        }
        return choices
    }
}

/// A training without its model.
struct TrainingPlan {
    let sources: TrainingSources
    let architecture: Architecture
    let conditioning: Conditioning?
    let sets: TrainingSets
    let options: TrainingOptions
    let record: TrainingRecord

    /// What has to be the same on all ranks, by groups.
    var choices: [String: [String: String]] {
        let kernels = KernelSet.currentName
        var choices = [
            // The sets of vector instructions give the same bytes.
            "kernels": ["kernels": kernels.hasPrefix("avx") ? "avx" : kernels],
            "architecture": JSONValue.members(of: json(architecture)),
        ]
        for (name, value) in record.metadata {
            let members = JSONValue.members(of: value)
            choices[name] = members.isEmpty ? [name: value] : members
        }
        return choices
    }
}

extension FitTool {
    /// Reads the data and all that the training starts from.
    func read(_ messages: Messages, _ ranks: Ranks) throws -> TrainingSources {
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
            reading.open(batch: nil, maps: true), share: try machines.share(of: reading, training, ranks),
            maximum: maximum, learned: base.maximum, support: architecture.support(base: base, schema),
            rules: architecture.rules(base: base, schema),
            missing: missing.values(learned: base.missingValue))
        return TrainingSources(
            saved: saved, initial: initial, base: base, schema: schema, data: data,
            conditions: try conditions.load(rows: data.total, learned: learnedConditioning(saved, initial)))
    }

    /// Decides on the architecture, the rows and the options.
    func plan(_ sources: TrainingSources, _ messages: Messages) throws -> TrainingPlan {
        let (data, base, saved, initial) = (sources.data, sources.base, sources.saved, sources.initial)
        try data.checkWhole()
        if verbosity.verbose { describe(data, messages) }
        let given = sources.conditions
        let classifies = (given?.missing ?? 0) > 0 || conditions.alpha != nil || base.hasClassifier
        if classifies { try conditions.checkClassifier(training) }
        if verbosity.verbose, let given { messages.write(given.description) }
        let architecture = architecture.architecture(
            of: data, base: base, objective: training.objective, missing: missing,
            conditioning: given?.rows.conditioning, classifies: classifies, schema: sources.schema)
        try checkBatch(architecture)
        let sets = try validation.split(
            data, given, missingLabel: conditions.missingLabel ?? -1, architecture: architecture,
            seed: seed.seed, reading: reading, maximum: maximum, missing: missing)
        let options = training.options(
            architecture, rows: sets.training.total, of: data, seed: seed.seed,
            patience: validation.patience, alpha: conditions.alpha)
        let record = TrainingRecord(
            options: options,
            data: .init(
                type: data.elementType.rawValue, rows: sets.training.total,
                validationRows: sets.validation?.count ?? 0, digest: data.digest.text,
                ranks: data.share?.ranks, validationDigest: sets.validationDigest,
                missing: data.hasHoles ? data.missingCounts.columns : nil,
                labelsDigest: given?.labelsDigest, conditionDigest: given?.covariatesDigest,
                validationLabelsDigest: sets.validationConditions?.labelsDigest,
                validationConditionDigest: sets.validationConditions?.covariatesDigest,
                missingLabels: given.flatMap { $0.missing == 0 ? nil : $0.missing }),
            seed: seed.seed, initialModel: initialDigest(saved, initial), rows: sets.training.total,
            schema: sources.schema?.text)
        return TrainingPlan(
            sources: sources, architecture: architecture, conditioning: given?.rows.conditioning, sets: sets,
            options: options, record: record)
    }

    /// Makes the model, or takes what it is so far. Where ranks have shares of the rows they hear of each other's here, before
    /// anything can fail on some of them only.
    ///
    /// - Parameter lock: nil: there is no checkpoint, or another rank writes it.
    func prepare(
        _ plan: TrainingPlan, _ lock: CheckpointLock?, _ messages: Messages, _ ranks: Ranks
    ) throws -> PreparedTraining {
        let (sets, options, record, saved) = (plan.sets, plan.options, plan.record, plan.sources.saved)
        let architecture = plan.architecture.learningColumns(from: sets.training, base: plan.sources.base)
        try saved?.checkAgreement(
            record.metadata, architecture, options, rows: sets.training.total,
            validationRows: sets.validation?.count ?? 0)
        let columns = sets.training.share.map { _ in ColumnModel(architecture, rows: sets.training) }
        let model = try model(architecture, plan)
        let writer = try lock.flatMap { try checkpoint.makeWriter($0) }
        let log = TrainingLog(isBayesian: model.hasWeightPosterior, continuing: saved?.log)
        let trainer = Trainer(
            model, rows: sets.training, validation: sets.validation, options: options,
            workers: threads.makeWorkers(ranks.threads), communicator: ranks.communicator,
            from: saved?.snapshot)
        let run = TrainingRun(
            trainer, of: model, record: record, log: log, checkpoint: writer,
            display: TrainingDisplay(messages, verbosity, options))
        // The file and its lock are there before a log is begun, for a second training to be refused.
        if saved == nil, !checkpoint.fresh { run.writeCheckpoint(.running) }
        if let failure = writer?.failure { throw failure }
        if ranks.isFirst, let path = self.log { try log.open(path) }
        return PreparedTraining(
            run: run, log: log, architecture: architecture, sets: sets, columns: columns)
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
        if let missing = data.missingCounts.description(rows: data.total) { messages.write(missing) }
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
        _ architecture: Architecture, _ plan: TrainingPlan
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        let (options, conditioning) = (plan.options, plan.conditioning)
        if let initial = plan.sources.initial {
            return try initial.copy(as: architecture, options, conditioning: conditioning)
        }
        let isBayesian = options.bayesian == true
        if let saved = plan.sources.saved {
            return try makeModel(
                architecture, units: saved.standardization, conditioning: conditioning,
                hasWeightPosterior: isBayesian)
        }
        do throws(Architecture.Invalid) {
            let model = try VariationalAutoencoder(
                preparing: architecture, for: plan.sets.training, initialization: options.initialization,
                seed: seed.seed, conditioning: conditioning, hasWeightPosterior: isBayesian)
            model.startWeightPosterior(precision: options.weightDecay)
            return model
        } catch {
            throw Failure.usage(error.description)
        }
    }
}
