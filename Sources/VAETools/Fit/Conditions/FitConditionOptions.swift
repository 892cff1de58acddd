import ArgumentParser
import Formats
import VAE

/// The options of `vae-fit` that say what a model is conditioned on.
struct FitConditionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Learn p(x|z, y) of the class y of each row, a whole number.", valueName: "file"),
        completion: .file())
    var labels: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The label of rows whose class is not known. (default: -1)", valueName: "V"))
    var missingLabel: Int?

    @Option(
        help: ArgumentHelp(
            "Weight of the classifier q(y|x) on labelled rows. (default: 10 N where labels are missing)",
            valueName: "A"))
    var alpha: Double?

    @Option(
        help: ArgumentHelp("Learn p(x|z, c) of the real covariates c of each row.", valueName: "file"),
        completion: .file())
    var condition: String?

    func validate() throws {
        try check("--missing-label", isGiven: missingLabel != nil, goesWith: "--labels", labels != nil)
        try check("--alpha", isGiven: alpha != nil, goesWith: "--labels", labels != nil)
        try check("--alpha", alpha, in: TrainingOptions.Limits.alpha)
    }

    var areGiven: Bool { labels != nil || condition != nil }

    var files: [String] { [labels, condition].compactMap { $0 } }

    /// Fails where an objective cannot take conditions.
    func checkObjective(_ training: FitTrainingOptions) throws {
        guard areGiven, training.objective != .aevb else { return }
        throw ValidationError(
            "--\(labels != nil ? "labels" : "condition"): found --objective \(training.objective.rawValue), expected "
                + "aevb, the only one of models with conditions")
    }

    /// Fails where a training cannot have a classifier.
    func checkClassifier(_ training: FitTrainingOptions) throws(Failure) {
        let options = [
            ("--importance-samples", training.importanceSamples != nil),
            ("--estimator score-function", training.estimator == .scoreFunction),
            ("--bayesian", training.bayesian), ("--shards", (training.shards ?? 1) > 1),
        ]
        let option = options.first(where: \.1)?.0
        guard let option else { return }
        throw .usage(
            "\(option): found \(alpha == nil ? "missing labels" : "--alpha"), expected a label of every row, and no "
                + "classifier, for that option")
    }

    /// - Parameters:
    ///   - rows: of the data.
    ///   - learned: of the model that the training starts from.
    /// - Returns: nil without conditions.
    func load(rows: Int, learned: Conditioning?) throws(Failure) -> LoadedConditions? {
        guard areGiven else { return nil }
        return try LoadedConditions(
            labels: labels, covariates: condition, missing: missingLabel ?? -1, rows: rows, learned: learned)
    }
}
