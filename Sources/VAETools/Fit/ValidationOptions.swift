import ArgumentParser
import VAE

/// The options of `vae-fit` that say which rows are not trained on.
struct ValidationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Rows to score after each epoch; the best model is kept.", valueName: "file"),
        completion: .file())
    var valid: String?

    @Option(help: ArgumentHelp("Set aside this fraction of the rows for that.", valueName: "F"))
    var validFraction: Double?

    @Option(help: ArgumentHelp("Stop after this many epochs without a better score.", valueName: "E"))
    var patience: Int?

    func validate() throws {
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

    /// The rows to train on and those to score; a file of `--valid` is read as the data was.
    func split(
        _ data: DataSet, architecture: Architecture, seed: UInt64, reading: ReadingOptions,
        maximum: MaximumOptions, missing: MissingOptions
    ) throws(Failure) -> TrainingSets {
        if let validFraction {
            guard data.rowCount >= 2 else {
                throw Failure(.badData, "found 1 row, expected 2 or more to set some aside")
            }
            let (training, validation) = TrainingRows.split(data, fraction: validFraction, seed: seed)
            return TrainingSets(training: training, validation: validation)
        }
        guard let valid else { return TrainingSets(training: TrainingRows(data)) }
        let rows = try DataSet.load(
            InputStream(operands: [valid], raw: reading.form, batch: nil, maps: true), maximum: maximum,
            learned: data.divisor, support: architecture.likelihood.support,
            rules: architecture.valueRules,
            missing: missing.values(learned: architecture.missingValue))
        try checkWidth(
            of: rows.rowShape, expected: architecture.shape, what: "the training rows", in: valid)
        return TrainingSets(
            training: TrainingRows(data), validation: TrainingRows(rows), validationDigest: rows.digest)
    }
}

/// The rows of a training.
struct TrainingSets {
    let training: TrainingRows
    var validation: TrainingRows?
    /// Of the validation rows, where they are data of their own.
    var validationDigest: String?
}
