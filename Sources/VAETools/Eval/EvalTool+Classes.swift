import ArgumentParser
import Compute
import Formats
import VAE

extension EvalTool {
    /// Fails where an option does not go with --classify.
    func checkClasses() throws {
        guard classes.classify else { return }
        let excluded: [(String, Bool)] = [
            ("--per-latent", perLatent), ("--table", table), ("--latents", likelihood.latents != nil),
            ("--per-column", rows.perColumn), ("--id", rows.id != nil), ("--p-value", rows.pValue),
        ]
        for (option, isGiven) in excluded where isGiven {
            throw ValidationError("--classify and \(option) exclude each other")
        }
        guard model.count <= 1 else {
            throw ValidationError("--classify: found \(model.count) models, expected one")
        }
    }

    /// Writes the class of each row or, with labels, what they come to.
    func classify(
        _ scorer: ModelScorer, _ packed: PackedModel<Float>, to output: OutputFile, capacity: Int,
        _ workers: Workers, _ messages: Messages
    ) throws {
        guard let conditioning = scorer.conditioning, conditioning.hasClasses else {
            throw Failure.usage(
                "--classify: found no classes in \(scorer.name), expected a model trained with --labels")
        }
        if classes.classifier && packed.model.classifier == nil {
            throw Failure.usage(
                "--classifier: found none in \(scorer.name), expected a model trained with missing labels or --alpha"
            )
        }
        let stream = try conditions.open(
            for: packed.model, name: scorer.name, batch: capacity, labelsAreGiven: true)
        let classScorer = ClassScorer(
            scorer, logPriors: try classes.logPriors(conditioning),
            classifier: classes.classifier
                ? RowClassifier(packed, capacity: capacity, seed: common.seed, workers: workers) : nil)
        let hasLabels = conditions.labels != nil
        let writesRows = self.rows.perRow || !hasLabels
        let report = ClassReport(
            output: output, json: json, classes: conditioning.classes, hasLabels: hasLabels,
            hasLikelihoods: !classes.classifier)
        if writesRows { try report.begin() }
        var confusion = Confusion(classes: conditioning.classes.count)
        let input = reading.open(batch: capacity, firstRow: common.firstRow)
        while try input.nextRecord() != nil {
            while let block = try input.nextRows(upTo: capacity) {
                let row = input.row - block.rows
                let given = try stream?.next(block.rows) ?? ConditionStream.Rows(row: row, count: block.rows)
                let conditions = try conditioning.batch(given)
                let rows = try classScorer.classify(
                    block, row: row, in: input.name, conditions: conditions, maximum: maximum,
                    missing: missing)
                for (place, found) in rows.enumerated() {
                    let label = hasLabels ? conditions.classes[place] : nil
                    if writesRows { try report.write(found, row: row + place, label: label) }
                    if let label { confusion.add(found, label: label) }
                }
                if writesRows {
                    try output.write { bytes throws(FormatError) in try bytes.flush() }
                }
            }
        }
        try stream?.checkEnd()
        if !writesRows { try report.write(confusion) }
        try output.commit()
        if common.isVerbose { messages.write("\(input.row) rows") }
        if let problem = classScorer.firstProblem {
            throw Failure(
                .badData, "\(problem); \(classScorer.unscored) of \(input.row) rows have no class")
        }
    }
}
