import ArgumentParser
import VAE

/// --labels and --condition of the tools that apply a model.
struct ConditionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The class of each row, for a model trained with --labels.", valueName: "file"),
        completion: .file())
    var labels: String?

    @Option(
        help: ArgumentHelp(
            "The covariates of each row, for a model trained with --condition.", valueName: "file"),
        completion: .file())
    var condition: String?

    var files: [String] { [labels, condition].compactMap { $0 } }

    /// Whether a stream of conditions is standard input.
    var readsStandardInput: Bool { files.contains("-") }

    /// Fails where standard input would be read twice.
    func checkStandardInput(readsData: Bool) throws {
        if files.filter({ $0 == "-" }).count + (readsData ? 1 : 0) > 1 && readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
    }

    /// The conditions of a model's rows; nil: it has none.
    ///
    /// - Parameter labelsAreGiven: whether something else tells of classes.
    /// - Throws: usage, where the model asks for others.
    func open(
        for model: VariationalAutoencoder<Float>, name: String, batch: Int?, labelsAreGiven: Bool = false
    ) throws(Failure) -> ConditionStream? {
        try open(for: model.conditioning, name: name, batch: batch, labelsAreGiven: labelsAreGiven)
    }

    func open(
        for conditioning: Conditioning?, name: String, batch: Int?, labelsAreGiven: Bool = false
    ) throws(Failure) -> ConditionStream? {
        let conditioning = conditioning ?? Conditioning()
        try check(
            "--labels", isGiven: labels != nil || labelsAreGiven, isWanted: conditioning.hasClasses,
            what: "classes", name)
        try check(
            "--condition", isGiven: condition != nil, isWanted: !conditioning.means.isEmpty,
            what: "covariates", name)
        guard !files.isEmpty else { return nil }
        return ConditionStream(
            labels: labels, covariates: condition, columns: conditioning.means.count, batch: batch)
    }

    private func check(_ option: String, isGiven: Bool, isWanted: Bool, what: String, _ name: String)
        throws(Failure)
    {
        if isGiven && !isWanted {
            throw .usage("\(option): found no \(what) in \(name), expected a model trained with \(option)")
        }
        if isWanted && !isGiven {
            throw .usage(
                "found a model of \(what), \(name), expected \(option), which gives those of each row")
        }
    }
}
