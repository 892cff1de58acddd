import ArgumentParser
import VAE

/// The options of `vae-fit` that say which rows are not trained on.
struct ValidationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Rows to score after each epoch; the best model is kept.", valueName: "file"),
        completion: .file())
    var valid: String?

    @Option(
        help: ArgumentHelp("The labels of the rows of --valid.", valueName: "file"), completion: .file())
    var validLabels: String?

    @Option(
        help: ArgumentHelp("The covariates of the rows of --valid.", valueName: "file"), completion: .file())
    var validCondition: String?

    @Option(help: ArgumentHelp("Set aside this fraction of the rows for validation.", valueName: "F"))
    var validFraction: Double?

    @Option(help: ArgumentHelp("Stop after this many epochs without a better score.", valueName: "E"))
    var patience: Int?

    func validate() throws {
        for (name, isGiven) in [
            ("--valid-labels", validLabels != nil), ("--valid-condition", validCondition != nil),
        ] { try check(name, isGiven: isGiven, goesWith: "--valid", valid != nil) }
        if valid != nil && validFraction != nil {
            throw ValidationError("--valid and --valid-fraction exclude each other")
        }
        if let validFraction, !(validFraction > 0 && validFraction < 1) {
            throw ValidationError(
                "--valid-fraction: found \(validFraction), expected a number between 0 and 1")
        }
        try check("--patience", patience, in: TrainingOptions.Limits.patience)
        if patience != nil && valid == nil && validFraction == nil {
            throw ValidationError("--patience goes with --valid or --valid-fraction")
        }
    }

    var files: [String] { [valid, validLabels, validCondition].compactMap { $0 } }

    /// The rows to train on and those to score; a file of `--valid` is read as the data was.
    func split(
        _ data: DataSet, _ conditions: LoadedConditions?, missingLabel: Int, architecture: Architecture,
        seed: UInt64, reading: ReadingOptions, maximum: MaximumOptions, missing: MissingOptions
    ) throws(Failure) -> TrainingSets {
        if let validFraction {
            guard data.rowCount >= 2 else {
                throw Failure(.badData, "found 1 row, expected 2 or more to set some aside")
            }
            let (training, validation) = TrainingRows.split(
                data, fraction: validFraction, seed: seed, conditions: conditions?.rows)
            return TrainingSets(training: training, validation: validation)
        }
        let training = TrainingRows(data, conditions: conditions?.rows, share: data.share)
        guard let valid else { return TrainingSets(training: training) }
        let rows = try DataSet.load(
            InputStream(operands: [valid], raw: reading.form, batch: nil, maps: true), maximum: maximum,
            learned: data.divisor, support: architecture.likelihood.support,
            rules: architecture.valueRules,
            missing: missing.values(learned: architecture.missingValue))
        try rows.checkWhole()
        try checkWidth(
            of: rows.rowShape, expected: architecture.shape, what: "the training rows", in: valid)
        let own = try self.conditions(
            like: conditions, rows: rows.rowCount, missingLabel: missingLabel, architecture)
        return TrainingSets(
            training: training, validation: TrainingRows(rows, conditions: own?.rows),
            validationDigest: rows.digest.text, validationConditions: own)
    }

    /// The conditions of the rows of `--valid`.
    ///
    /// - Throws: usage, where they are not those of the training.
    private func conditions(
        like training: LoadedConditions?, rows: Int, missingLabel: Int, _ architecture: Architecture
    ) throws(Failure) -> LoadedConditions? {
        let pairs = [
            ("labels", training?.labelsDigest != nil, validLabels != nil),
            ("condition", training?.covariatesDigest != nil, validCondition != nil),
        ]
        for (name, isWanted, isGiven) in pairs where isWanted != isGiven {
            throw .usage(
                isWanted
                    ? "--valid: found --\(name), expected --valid-\(name), which gives those of its rows"
                    : "--valid-\(name): found no --\(name), expected that of the training rows too")
        }
        guard let training else { return nil }
        let own = try LoadedConditions(
            labels: validLabels, covariates: validCondition, missing: missingLabel, rows: rows,
            learned: training.rows.conditioning)
        guard own.missing == 0 || architecture.hasClassifier else {
            throw .badData(
                validLabels!, "found \(own.missing) missing labels, expected all of them, as in the training")
        }
        return own
    }
}

/// The rows of a training.
struct TrainingSets {
    let training: TrainingRows
    var validation: TrainingRows?
    /// Of the validation rows, where they are data of their own.
    var validationDigest: String?
    var validationConditions: LoadedConditions?
}
