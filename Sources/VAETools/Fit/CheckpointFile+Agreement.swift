import VAE

extension CheckpointFile {
    /// Fails where a training is another one than this checkpoint is of.
    ///
    /// The patience may change, and the budget where nothing depends on it, if the training would have come here as well.
    ///
    /// - Parameters:
    ///   - record: what the training's model file would tell.
    ///   - rows: training rows.
    func checkAgreement(
        _ record: [String: String], _ architecture: Architecture, _ options: TrainingOptions, rows: Int,
        validationRows: Int
    ) throws(Failure) {
        try checkEqual(["version": toolsVersion], "", in: ["version": metadata["version"] ?? "unknown"])
        try checkEqual(
            ["init_from": record[TrainingRecord.initKey] ?? "none"], "",
            in: ["init_from": metadata[TrainingRecord.initKey] ?? "none"])
        try checkEqual(record["data"], "data", ignoring: [])
        try checkEqual(json(architecture), "architecture", ignoring: [])
        try checkEqual(record["training"], "training", ignoring: ["patience", "budget"])
        try checkEqual(["seed": record["seed"] ?? ""], "", in: ["seed": metadata["seed"] ?? "none"])
        guard snapshot.counts.isPossible(rows: rows) else {
            throw .badData(path, "found counts that no training has, expected those of one")
        }
        guard snapshot.isComplete(for: options) else {
            throw .badData(
                path,
                "found \(snapshot.optimizer.count) of the arrays of an optimizer, expected as many as "
                    + "\(options.optimizer.rawValue) has")
        }
        guard
            snapshot.hasChains(
                for: options, rows: rows, validationRows: validationRows, latent: architecture.latent)
        else {
            throw .badData(path, "found chains of other rows, expected one for each row")
        }
        try checkPatience(options.patience)
        try checkBudget(options, rows: rows)
    }

    /// Compares an object of the metadata member by member.
    private func checkEqual(_ wanted: String?, _ key: String, ignoring: [String]) throws(Failure) {
        try checkEqual(
            JSONValue.members(of: wanted), "\(key) ", in: JSONValue.members(of: metadata[key]),
            ignoring: ignoring)
    }

    private func checkEqual(
        _ wanted: [String: String], _ what: String, in found: [String: String], ignoring: [String] = []
    ) throws(Failure) {
        for name in Set(wanted.keys).union(found.keys).sorted() where !ignoring.contains(name) {
            let (old, new) = (found[name] ?? "none", wanted[name] ?? "none")
            guard old == new else {
                throw differs("\(what)\(name) \(old.visible)", expected: new.visible)
            }
        }
    }

    private func differs(_ found: String, expected: String) -> Failure {
        .badData(
            path,
            "found a training with \(found), expected \(expected) as now; --fresh starts anew")
    }

    private func checkPatience(_ patience: Int?) throws(Failure) {
        guard let patience, !snapshot.counts.isReachable(withPatience: patience) else { return }
        throw differs(
            "\(snapshot.counts.mostWaited) epochs without a better bound", expected: "at most \(patience)")
    }

    private func checkBudget(_ options: TrainingOptions, rows: Int) throws(Failure) {
        let budget = JSONValue.members(of: metadata["training"])["budget"] ?? "none"
        let wanted = JSONValue.members(of: json(options))["budget"] ?? "none"
        guard budget != wanted else { return }
        guard !options.dependsOnBudget else {
            throw differs(
                "budget \(budget)",
                expected: "\(wanted), which the \(options.schedule.rawValue) schedule depends on,"
            )
        }
        guard snapshot.counts.endsStep(of: options.batch, rows: rows) else {
            throw differs("an end within epoch \(snapshot.counts.epoch)", expected: "the same budget")
        }
        guard snapshot.counts.samples <= options.budget.samples(rows: rows) else {
            throw differs("\(snapshot.counts.samples) samples done", expected: "\(wanted)")
        }
    }
}
