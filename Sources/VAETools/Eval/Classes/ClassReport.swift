import CLibrary
import Formats
import VAE

/// Classes of rows as tab-separated text with a header, or as lines of JSON.
struct ClassReport {
    let output: OutputFile
    let json: Bool
    /// The numbers of the classes.
    let classes: [Int]
    let hasLabels: Bool
    let hasLikelihoods: Bool

    private typealias Field = (name: String, value: ScoreValue)

    func begin() throws(Failure) { try header(fields(RowClass(logProbabilities: []), row: 0, label: 0)) }

    /// - Parameter label: the place of the row's class.
    func write(_ row: RowClass, row index: Int, label: Int?) throws(Failure) {
        try line(fields(row, row: index, label: label))
    }

    private func fields(_ row: RowClass, row index: Int, label: Int?) -> [Field] {
        let best = row.best
        func number(_ place: Int?) -> ScoreValue {
            place.map { .count(classes[$0]) } ?? .number(.nan)
        }
        func probability(_ place: Int?) -> ScoreValue {
            .number(place.map { exp(row.logProbabilities[$0]) } ?? .nan)
        }
        return [
            ("class", number(best?.first)), ("probability", probability(best?.first)),
            ("runner_up", number(best?.second)), ("runner_up_probability", probability(best?.second)),
        ] + (hasLikelihoods ? [("log_likelihood", .number(row.logLikelihood))] : [])
            + (hasLabels ? [("label", number(label))] : []) + [("row", .count(index))]
    }

    /// Accuracy and log loss, then the confusion matrix: a line for each class of the labels, a column for each class that
    /// was found.
    func write(_ confusion: Confusion) throws(Failure) {
        let rows = confusion.accuracy.count
        if json { return try writeObject(confusion) }
        try write("quantity\tmean\tstandard_error\trows")
        for (name, moments) in [("accuracy", confusion.accuracy), ("log_loss", confusion.logLoss)] {
            try write("\(name)\t\(fixed(moments.mean, 6))\t\(fixed(moments.standardError, 6))\t\(rows)")
        }
        try write("")
        try write((["label"] + classes.map { "\($0)" }).joined(separator: "\t"))
        for (label, counts) in zip(classes, confusion.counts) {
            try write(([label] + counts).map { "\($0)" }.joined(separator: "\t"))
        }
    }

    private func writeObject(_ confusion: Confusion) throws(Failure) {
        let quantities = [("accuracy", confusion.accuracy), ("log_loss", confusion.logLoss)].map {
            JSONMember(
                name: $0,
                value: .object(
                    [("mean", $1.mean), ("standard_error", $1.standardError)].filter { !$0.1.isNaN }.map {
                        JSONMember(name: $0, value: .number($1))
                    }))
        }
        try write(
            VAETools.json(
                JSONValue.object(
                    quantities + [
                        JSONMember(name: "rows", value: .integer(confusion.accuracy.count)),
                        JSONMember(name: "classes", value: .list(classes.map { .integer($0) })),
                        JSONMember(
                            name: "confusion",
                            value: .list(confusion.counts.map { .list($0.map { .integer($0) }) })),
                    ])))
    }

    private func header(_ fields: [Field]) throws(Failure) {
        if !json { try write(fields.map(\.name).joined(separator: "\t")) }
    }

    private func line(_ fields: [Field]) throws(Failure) {
        guard json else { return try write(fields.map(\.value.text).joined(separator: "\t")) }
        let members = fields.compactMap { field in
            field.value.json.map { JSONMember(name: field.name, value: $0) }
        }
        try write(VAETools.json(JSONValue.object(members)))
    }

    private func write(_ line: String) throws(Failure) {
        try output.write { bytes throws(FormatError) in try bytes.write(Array((line + "\n").utf8)) }
    }
}
