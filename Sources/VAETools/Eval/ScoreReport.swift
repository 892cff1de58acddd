import Formats
import Tensors
import VAE

/// Scores as tab-separated text with a header, or as a line of JSON for each line of that. Nats per datapoint, always.
struct ScoreReport {
    let output: OutputFile
    let json: Bool
    /// Whether each line tells of which model it speaks.
    let namesModels: Bool

    private typealias Field = (name: String, value: ScoreValue)

    /// The columns of all models; of some, as of those without an encoder, a model may have no numbers.
    static func columns(of scorers: [ModelScorer]) -> [ScoreColumn] {
        scorers.map(\.columns).max { $0.count < $1.count } ?? []
    }

    // MARK: - Lines for rows

    /// - Parameter named: whether rows have names.
    func beginRows(of scorers: [ModelScorer], named: Bool) throws(Failure) {
        let columns = Self.columns(of: scorers)
        try header(
            columns.map(\.name) + ["row"] + (named ? ["id"] : []) + (namesModels ? ["model"] : []))
    }

    /// Delivers the lines at once.
    ///
    /// - Parameter rowNames: of the rows; nil: they have none.
    func write(
        _ scored: ScoredRows, names rowNames: [String]?, of scorer: ModelScorer, among scorers: [ModelScorer]
    ) throws(Failure) {
        let names = Self.columns(of: scorers).map(\.name)
        for (index, scores) in scored.scores.enumerated() {
            let fields = zip(scorer.columns, scores).map { column, score in
                Field(column.name, column.kind == .verdict ? .count(score == 1 ? 1 : 0) : .number(score))
            }
            let name: [Field] = rowNames.map { [("id", .text($0[index]))] } ?? []
            try line(
                completed(fields, names) + [("row", .count(scored.rows.row + index))] + name + model(scorer))
        }
        try output.write { bytes throws(FormatError) in try bytes.flush() }
    }

    // MARK: - Lines for latent dimensions

    func writeLatents(of scorers: [ModelScorer]) throws(Failure) {
        try header(
            ["latent", "kl", "standard_error", "variance_of_mean", "active"] + (namesModels ? ["model"] : []))
        for scorer in scorers {
            guard let latents = scorer.summary.latents else { continue }
            for (index, divergence) in latents.divergences.enumerated() where divergence.count > 0 {
                try line(
                    [
                        ("latent", .count(index)), ("kl", .number(divergence.mean)),
                        ("standard_error", .number(divergence.standardError)),
                        ("variance_of_mean", .number(latents.means[index].variance)),
                        ("active", .count(latents.isActive(index) ? 1 : 0)),
                    ] + model(scorer))
            }
        }
    }

    // MARK: - Lines for quantities

    func writeQuantities(of scorer: ModelScorer) throws(Failure) {
        let (quantities, rows) = (scorer.quantities(), scorer.summary.rows)
        if json { return try writeObject(quantities, of: scorer, rows: rows) }
        try header(["quantity", "mean", "standard_error", "rows", "bits_per_dimension"])
        for quantity in quantities {
            try line([
                ("quantity", .text(quantity.name)), ("mean", .number(quantity.mean)),
                ("standard_error", .number(quantity.standardError ?? .nan)), ("rows", .count(rows)),
                ("bits_per_dimension", .number(bits(quantity, scorer) ?? .nan)),
            ])
        }
    }

    // MARK: - Lines for models

    /// Models by which no row of some has a score have no line.
    func writeTable(of scorers: [ModelScorer]) throws(Failure) {
        let scorers = scorers.filter { $0.summary.rows > 0 || $0.unscored == 0 }
        if json {
            for scorer in scorers {
                try writeObject(scorer.quantities(), of: scorer, rows: scorer.summary.rows)
            }
            return
        }
        let lines = scorers.map(fields)
        guard let names = lines.max(by: { $0.count < $1.count })?.map(\.name) else { return }
        try header(names)
        for fields in lines { try line(completed(fields, names)) }
    }

    private func fields(of scorer: ModelScorer) -> [Field] {
        let quantities = scorer.quantities()
        var fields: [Field] = [("model", .text(scorer.name)), ("rows", .count(scorer.summary.rows))]
        for quantity in quantities {
            fields.append((quantity.name, .number(quantity.mean)))
            if let error = quantity.standardError {
                fields.append(("\(quantity.name)_se", .number(error)))
            }
        }
        if let bound = quantities.first {
            fields.append(("bits_per_dimension", .number(bits(bound, scorer)!)))
        }
        return fields
    }

    /// Fields of these names; those that there are none of are missing.
    private func completed(_ fields: [Field], _ names: [String]) -> [Field] {
        guard fields.count < names.count else { return fields }
        return names.map { name in fields.first { $0.name == name } ?? (name, .number(.nan)) }
    }

    private func writeObject(
        _ quantities: [SummaryQuantity], of scorer: ModelScorer, rows: Int
    ) throws(Failure) {
        let members = quantities.map { quantity in
            JSONMember(
                name: quantity.name,
                value: .object(
                    self.members([
                        ("mean", .number(quantity.mean)),
                        ("standard_error", .number(quantity.standardError ?? .nan)),
                        ("bits_per_dimension", .number(bits(quantity, scorer) ?? .nan)),
                    ])))
        }
        let others = self.members([("rows", .count(rows))] + model(scorer))
        try write(VAETools.json(JSONValue.object(members + others)))
    }

    /// Of an object of JSON.
    private func members(_ fields: [Field]) -> [JSONMember] {
        fields.compactMap { field in field.value.json.map { JSONMember(name: field.name, value: $0) } }
    }

    private func bits(_ quantity: SummaryQuantity, _ scorer: ModelScorer) -> Double? {
        quantity.bits(perDimensionOf: scorer.meanObserved)
    }

    // MARK: - Lines

    private func model(_ scorer: ModelScorer) -> [Field] {
        namesModels ? [("model", .text(scorer.name))] : []
    }

    private func header(_ names: [String]) throws(Failure) {
        if !json { try write(names.joined(separator: "\t")) }
    }

    private func line(_ fields: [Field]) throws(Failure) {
        if json {
            try write(VAETools.json(JSONValue.object(members(fields))))
        } else {
            try write(fields.map { $0.value.text }.joined(separator: "\t"))
        }
    }

    private func write(_ line: String) throws(Failure) {
        try output.write { bytes throws(FormatError) in try bytes.write(Array((line + "\n").utf8)) }
    }
}
