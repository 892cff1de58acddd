extension TableSchema {
    /// Reads the text of a schema file.
    /// - Throws: `.malformed`, naming the place in the text or the column, where it is no schema.
    public init(json: [UInt8]) throws(FormatError) {
        var scanner = JSONScanner(json, of: "the schema")
        self.init(columns: [])
        var version: Int?
        try scanner.object { scanner, key throws(FormatError) in
            switch key {
            case "schema": version = try scanner.count()
            case "delimiter": delimiter = try scanner.string()
            case "decimal": decimal = try scanner.string()
            case "header": hasHeader = try scanner.truth()
            case "missing_words": missingWords = try scanner.strings()
            case "columns":
                try scanner.list { scanner throws(FormatError) in
                    columns.append(try Column(&scanner, number: columns.count + 1))
                }
            default:
                throw .malformed(
                    "found the key '\(key)', expected one of schema delimiter decimal header missing_words columns"
                )
            }
        }
        try scanner.expectEnd()
        guard version == TableSchema.version else {
            let found = version.map { "\"schema\": \($0)" } ?? "no key 'schema'"
            throw .unsupported("found \(found), expected \"schema\": \(TableSchema.version)")
        }
        try check()
    }
}

extension TableSchema.Column {
    fileprivate init(_ scanner: inout JSONScanner, number: Int) throws(FormatError) {
        var name: String?
        var kind: ColumnKind?
        self.init(name: "", kind: .ignored)
        var least: Int?
        do throws(FormatError) {
            try scanner.object { scanner, key throws(FormatError) in
                switch key {
                case "name": name = try scanner.string()
                case "kind": kind = try scanner.choice(key)
                case "likelihood": chosenLikelihood = try scanner.choice(key)
                case "components": components = try scanner.count()
                case "period": chosenPeriod = try scanner.number()
                case "categories": categories = try scanner.strings()
                case "date_format": datePattern = try scanner.datePattern()
                case "decimals": decimals = try scanner.count()
                case "least_decimals": least = try scanner.count()
                case "exponents": hasExponents = try scanner.truth()
                case "missing": missing = try scanner.string()
                case "minimum": minimum = try scanner.number()
                case "maximum": maximum = try scanner.number()
                case "mean": mean = try scanner.number()
                case "deviation": deviation = try scanner.number()
                default:
                    throw .malformed("found the key '\(key)', expected one of \(keys.joined(separator: " "))")
                }
            }
            guard let name else { throw .malformed("found no key 'name'") }
            guard let kind else { throw .malformed("found no key 'kind'") }
            (self.name, self.kind, leastDecimals) = (name, kind, least ?? 0)
        } catch {
            throw error.at("column \(number)" + (name.map { " (\($0))" } ?? ""))
        }
    }
}

/// Those of a column.
private let keys = [
    "name", "kind", "likelihood", "components", "period", "categories", "date_format", "decimals",
    "least_decimals", "exponents", "missing", "minimum", "maximum", "mean", "deviation",
]

extension JSONScanner {
    fileprivate mutating func strings() throws(FormatError) -> [String] {
        var strings: [String] = []
        try list { scanner throws(FormatError) in strings.append(try scanner.string()) }
        return strings
    }

    fileprivate mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String
    ) throws(FormatError) -> Choice {
        let text = try string()
        guard let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: " ")
            throw .malformed("\(key): found \"\(text)\", expected one of \(all)")
        }
        return choice
    }

    fileprivate mutating func datePattern() throws(FormatError) -> DatePattern {
        let text = try string()
        guard let pattern = DatePattern(text) else {
            throw .malformed(
                "date_format: found \"\(text)\", expected one such as \"%Y-%m-%d\" or \"%H:%M:%S\"; see vae-schema(5)"
            )
        }
        return pattern
    }
}
