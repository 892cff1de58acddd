extension TableSchema {
    /// The text of a schema file: JSON with a line for each column, the keys always in the same order.
    public var json: [UInt8] {
        var text = "{\n  \"schema\": \(TableSchema.version),\n"
        text += "  \"delimiter\": \(quoted(delimiter)),\n  \"decimal\": \(quoted(decimal)),\n"
        text += "  \"header\": \(hasHeader),\n"
        if let missingWords { text += "  \"missing_words\": \(list(missingWords)),\n" }
        text += "  \"columns\": [\n"
        text += columns.map { "    " + $0.json }.joined(separator: ",\n")
        return Array((text + "\n  ]\n}\n").utf8)
    }
}

extension TableSchema.Column {
    fileprivate var json: String {
        var members: [(key: String, value: String?)] = [
            ("name", quoted(name)), ("kind", quoted(kind.rawValue)),
            ("likelihood", chosenLikelihood.map { quoted($0.rawValue) }),
            ("components", components.map { "\($0)" }), ("period", chosenPeriod.map(number)),
            ("categories", kind.hasCategories ? list(categories) : nil),
            ("date_format", datePattern.map { quoted($0.text) }),
        ]
        let hasDecimals =
            kind == .continuous || datePattern?.hasFraction == true || kind.isWhole && decimals > 0
        members += [
            ("decimals", hasDecimals ? "\(decimals)" : nil),
            ("least_decimals", hasDecimals && leastDecimals > 0 ? "\(leastDecimals)" : nil),
            ("exponents", hasExponents ? "true" : nil),
            ("missing", missing.isEmpty ? nil : quoted(missing)),
            ("minimum", minimum.map(number)), ("maximum", maximum.map(number)),
            ("mean", mean.map(number)), ("deviation", deviation.map(number)),
        ]
        let written = members.compactMap { key, value in value.map { "\"\(key)\": \($0)" } }
        return "{" + written.joined(separator: ", ") + "}"
    }
}

private func list(_ strings: [String]) -> String {
    "[" + strings.map(quoted).joined(separator: ", ") + "]"
}

/// Whole numbers without a fraction, as people write them.
private func number(_ value: Double) -> String {
    abs(value) <= 0x1p53 && value.rounded() == value ? "\(Int(value))" : "\(value)"
}

private func quoted(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": json += "\\\""
        case "\\": json += "\\\\"
        case "\n": json += "\\n"
        case "\r": json += "\\r"
        case "\t": json += "\\t"
        case _ where scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value:
            json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        default: json.unicodeScalars.append(scalar)
        }
    }
    return json + "\""
}
