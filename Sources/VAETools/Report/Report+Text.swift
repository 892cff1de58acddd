extension Report {
    /// What is told of the tables as wholes, in an order.
    var properties: Properties {
        var properties = Properties()
        properties["rows_real"] = .integer(rowsReal)
        properties["rows_synthetic"] = .integer(rowsSynthetic)
        properties["marginals_mean"] = number(mean(columns.map(\.marginal)))
        properties["marginals_worst"] = number(columns.map(\.marginal).max())
        properties["associations_mean"] = number(associations?.mean)
        properties["associations_worst"] = number(associations?.greatest)
        for (name, isCategory) in [("accuracy", true), ("r2", false)] {
            let those = columns.filter { $0.isCategory == isCategory }
            properties["\(name)_from_synthetic"] = number(mean(those.compactMap(\.fromSynthetic)))
            properties["\(name)_from_real"] = number(mean(those.compactMap(\.fromReal)))
        }
        properties["classifier_accuracy"] = number(classifier?.accuracy)
        properties["classifier_p"] = number(classifier?.pValue)
        properties["closest_median_synthetic"] = number(privacy?.synthetic.median)
        properties["closest_median_holdout"] = number(privacy?.holdout.median)
        properties["closest_5_percent_synthetic"] = number(privacy?.synthetic.low)
        properties["closest_5_percent_holdout"] = number(privacy?.holdout.low)
        properties["closer_to_real"] = number(privacy?.closerShare)
        properties["copies"] = privacy.map { .integer($0.copies) } ?? .missing
        properties["copies_share"] = number(privacy?.copyShare)
        properties["copies_share_holdout"] = number(privacy?.holdoutCopyShare)
        return properties
    }

    /// A line for each column, behind one of names.
    var table: [String] {
        let names = [
            "column", "kind", "marginal", "missing_real", "missing_synthetic", "from_synthetic", "from_real",
        ]
        return [names.joined(separator: "\t")]
            + columns.map { column in
                ([column.name.visible, column.kind] + column.numbers.map { number($0).text }).joined(
                    separator: "\t")
            }
    }

    /// All of it.
    var json: JSONValue {
        let list = columns.map { column -> JSONValue in
            [
                "name": .text(column.name), "kind": .text(column.kind), "marginal": number(column.numbers[0]),
                "missing_real": number(column.numbers[1]), "missing_synthetic": number(column.numbers[2]),
                "from_synthetic": number(column.numbers[3]), "from_real": number(column.numbers[4]),
            ]
        }
        var properties = properties
        properties["columns"] = .list(list)
        return properties.json
    }

    private func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}

extension Report.Column {
    fileprivate var numbers: [Double?] { [marginal, missingReal, missingSynthetic, fromSynthetic, fromReal] }
}

/// With at most six decimals.
private func number(_ value: Double?) -> JSONValue {
    value.map { .number(($0 * 1e6).rounded() / 1e6) } ?? .missing
}
