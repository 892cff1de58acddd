extension TableSchema {
    /// - Throws: `.malformed`, naming the column, where a schema says what cannot be.
    public func check() throws(FormatError) {
        guard let mark = delimiter.utf8.first, mark < 0x80, !forbiddenMarks.contains(mark),
            delimiter.utf8.count == 1 || delimiter.utf8.count == 2 && delimiter.hasSuffix(" ")
        else {
            throw .malformed("delimiter: found \"\(delimiter)\", expected a character such as \",\" or \";\"")
        }
        guard decimal == "." || decimal == "," else {
            throw .malformed("decimal: found \"\(decimal)\", expected \".\" or \",\"")
        }
        guard !columns.isEmpty else { throw .malformed("columns: found none, expected one at least") }
        for (index, column) in columns.enumerated() {
            do throws(FormatError) {
                try column.check()
                guard column.writesNumbers, Double(column.missing)?.isFinite == true,
                    !(missingWords ?? []).contains(column.missing)
                else { continue }
                throw .malformed(
                    "missing: found \"\(column.missing)\", expected a word that is no number, or one of missing_words"
                )
            } catch {
                throw error.at("column \(index + 1) (\(column.name))")
            }
        }
        guard !arrayColumns.isEmpty else {
            throw .malformed("columns: found only index and ignored ones, expected another")
        }
    }
}

/// What no delimiter is: parts of numbers, quotes, ends of lines.
private let forbiddenMarks = Set("0123456789.+-eE\"\n\r\0".utf8)

extension TableSchema.Column {
    fileprivate func check() throws(FormatError) {
        guard kind.isInArrays else { return }
        if let chosenLikelihood, !kind.likelihoods.contains(chosenLikelihood) {
            let all = kind.likelihoods.map(\.rawValue).joined(separator: " ")
            throw .malformed(
                "likelihood: found \(chosenLikelihood.rawValue), expected one of \(all) for \(named(kind))"
            )
        }
        if likelihood == .vonMises, period == nil {
            throw .malformed("period: found none, expected one for von-mises, such as 360")
        }
        if let period, !(1e-30...1e30 ~= period) {
            throw .malformed("period: found \(period), expected a number from 1e-30 to 1e30")
        }
        if let components {
            guard 1...1000 ~= components else {
                throw .malformed("components: found \(components), expected 1 to 1000")
            }
            guard likelihood == .gaussian || likelihood == .logNormal else {
                throw .malformed(
                    "components: found \(components) of \(likelihood.rawValue), expected them of gaussian or log-normal only"
                )
            }
        }
        try checkCategories()
        guard (datePattern != nil) == kind.hasDateFormat else {
            throw .malformed(
                "date_format: found \(datePattern == nil ? "none" : "one"), "
                    + "expected \(kind.hasDateFormat ? "one" : "none") for \(named(kind))")
        }
        if let datePattern, datePattern.kind != kind {
            throw .malformed(
                "date_format: found \"\(datePattern.text)\", which is \(named(datePattern.kind)), expected \(named(kind))"
            )
        }
        guard decimals <= 400 else { throw .malformed("decimals: found \(decimals), expected 0 to 400") }
        guard leastDecimals <= decimals else {
            throw .malformed(
                "least_decimals: found \(leastDecimals), expected at most the number of \"decimals\", \(decimals)"
            )
        }
        if let deviation, !(deviation > 0) {
            throw .malformed("deviation: found \(deviation), expected a positive number")
        }
        if let minimum, let maximum, minimum > maximum {
            throw .malformed("minimum: found \(minimum), expected at most the maximum, \(maximum)")
        }
    }

    fileprivate var writesNumbers: Bool { kind.isInArrays && !kind.hasCategories && datePattern == nil }

    private func checkCategories() throws(FormatError) {
        guard kind.hasCategories else {
            guard categories.isEmpty else {
                throw .malformed("categories: found some, expected none for \(named(kind))")
            }
            return
        }
        if kind == .binary, categories.count != 2 {
            throw .malformed("categories: found \(categories.count), expected 2 for a binary column")
        }
        guard !categories.isEmpty else {
            throw .malformed("categories: found none, expected one at least for \(named(kind))")
        }
        var seen: Set<[UInt8]> = []
        for category in categories where !seen.insert(Array(category.utf8)).inserted {
            throw .malformed("categories: found \"\(category)\" twice, expected each once")
        }
        if seen.contains(Array(missing.utf8)) {
            throw .malformed("categories: found \"\(missing)\", expected another than missing cells have")
        }
    }
}

/// "an ordinal column".
private func named(_ kind: ColumnKind) -> String {
    let article = "aeiou".contains(kind.rawValue.first!) ? "an" : "a"
    return "\(article) \(kind.rawValue) column"
}
