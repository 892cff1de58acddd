/// What was found out of a table.
public struct GuessedTable: Sendable {
    public let schema: TableSchema
    /// What is left out of arrays, and what could be read in several ways, in words.
    public internal(set) var notes: [String] = []
}

extension TableGuess {
    /// The schema of the table; to be called once ``merge()`` returns false.
    ///
    /// - Parameters:
    ///   - names: those of the columns; nil: they have none.
    ///   - rows: of the table.
    ///   - mayBeIndex: whether the first column numbers the first rows.
    ///   - place: names a line, by its block and the lines in front of it there.
    /// - Throws: `.malformed`, where the cells of a column are neither numbers nor words that can be kept.
    public func schema(
        names: [String]?, delimiter: String, missingWords: [String]?, rows: Int, mayBeIndex: Bool,
        place: (_ block: Int, _ line: Int) -> String
    ) throws(FormatError) -> GuessedTable {
        var notes: [String] = []
        var schemas: [TableSchema.Column] = []
        for (index, guess) in columns.enumerated() {
            let name = names?[index] ?? ""
            let label = "column \(chosen[index] + 1)" + (name.isEmpty ? "" : " (\(name))")
            let isIndex = mayBeIndex && name.isEmpty && names != nil && index == 0 && guess.counts(rows)
            var column: TableSchema.Column
            do throws(Refusal) {
                column = try isIndex ? guess.indexColumn : guess.column(point, label, &notes)
            } catch {
                let line = error.place.map { "\(place($0.block, $0.line)), " } ?? ""
                throw .malformed("\(line)\(label): \(error.message)")
            }
            column.name = name
            column.missing = guess.missingMark ?? ""
            schemas.append(column)
        }
        let schema = TableSchema(
            delimiter: delimiter, decimal: point == UInt8(ascii: ",") ? "," : ".", hasHeader: names != nil,
            missingWords: missingWords, columns: schemas)
        return GuessedTable(schema: schema, notes: notes)
    }

    /// Why there is no schema.
    struct Refusal: Error {
        let place: ColumnGuess.TextPlace?
        let message: String
    }
}

extension ColumnGuess {
    /// Whether the numbers are those of the rows, in any order.
    fileprivate func counts(_ rows: Int) -> Bool {
        texts == 0 && isWhole && decimals == 0 && numbers.count == rows
            && numbers.maximum - numbers.minimum == Double(rows - 1)
            && abs(numbers.mean - (numbers.minimum + numbers.maximum) / 2) < 1e-6
    }

    fileprivate var indexColumn: TableSchema.Column {
        var column = TableSchema.Column(name: "", kind: .index)
        column.minimum = numbers.minimum
        return column
    }

    fileprivate func column(
        _ point: UInt8, _ label: String, _ notes: inout [String]
    ) throws(TableGuess.Refusal) -> TableSchema.Column {
        if texts == 0, !isMixed { return numberColumn }
        if numbers.count == 0, let date = dates?.candidates.first {
            let others = dates!.candidates.dropFirst().filter { $0.moments.mean != date.moments.mean }
            if let other = others.first {
                notes.append(
                    "\(label): read as \(date.pattern.text); if it is \(other.pattern.text), edit date_format"
                )
            }
            return column(of: date)
        }
        return try wordColumn(point, label, &notes)
    }

    private var numberColumn: TableSchema.Column {
        var column = TableSchema.Column(name: "", kind: .continuous)
        if isBinary, numbers.minimum == 0, numbers.maximum == 1 {
            column.kind = .binary
            column.categories = ["0", "1"]
            return column
        }
        if isWhole, !isLarge, numbers.count > 0 {
            column.kind = numbers.minimum == 0 && numbers.mean < 100 ? .count : .integer
        }
        column.decimals = decimals
        column.leastDecimals = min(leastDecimals, decimals)
        if column.kind.isWhole { column.decimals = column.leastDecimals }
        column.hasExponents = hasExponents
        column.describe(numbers)
        return column
    }

    private func column(of date: DateGuess.Candidate) -> TableSchema.Column {
        var column = TableSchema.Column(name: "", kind: date.pattern.kind)
        column.datePattern = date.pattern
        if date.pattern.hasFraction {
            (column.decimals, column.leastDecimals) = (date.decimals, date.leastDecimals)
        }
        column.describe(date.moments)
        return column
    }

    private func wordColumn(
        _ point: UInt8, _ label: String, _ notes: inout [String]
    ) throws(TableGuess.Refusal) -> TableSchema.Column {
        let all = (0..<words.count).map { Array(words.word($0)) }
        let cells = numbers.count + texts
        if let place = firstInfinity, numbers.count > 0 {
            throw TableGuess.Refusal(
                place: place, message: "found \"\(place.word)\", expected a finite number")
        }
        let isMany = hasMoreWords || words.count > 20 && 2 * words.count > cells
        if let first = firstText {
            let found = "found \"\(first.word)\""
            if all.allSatisfy({ isNumberOrMarked($0, point) }),
                let hint = first.text.withUnsafeBytes({ MarkedNumber($0, point: point)?.hint })
            {
                throw TableGuess.Refusal(place: first, message: "\(found), expected a number; \(hint)")
            }
            if isMany, numbers.count > texts {
                throw TableGuess.Refusal(
                    place: first,
                    message: "\(found), expected a number as in most rows; --na reads words as missing cells")
            }
        }
        var column = TableSchema.Column(name: "", kind: .ignored)
        if isMany {
            let number = hasMoreWords ? "more than \(ColumnGuess.mostWords)" : "\(words.count)"
            notes.append("\(label): found \(number) different words in \(cells) cells: ignored")
            return column
        }
        let sorted = all.sorted { $0.lexicographicallyPrecedes($1) }.map {
            String(decoding: $0, as: UTF8.self)
        }
        let ordered = OrdinalWords.ordered(sorted)
        column.kind = sorted.count == 2 ? .binary : ordered != nil ? .ordinal : .categorical
        column.categories = ordered ?? sorted
        return column
    }

    private func isNumberOrMarked(_ word: [UInt8], _ point: UInt8) -> Bool {
        word.withUnsafeBytes { MarkedNumber($0, point: point) != nil || CellNumber($0, point: point) != nil }
    }
}

extension ColumnGuess.TextPlace {
    fileprivate var word: String { String(decoding: text.prefix(60), as: UTF8.self) }
}

extension TableSchema.Column {
    fileprivate mutating func describe(_ moments: RunningMoments) {
        guard moments.count > 0 else { return }
        (minimum, maximum) = (moments.minimum, moments.maximum)
        if let (center, spread) = moments.description { (mean, deviation) = (center, spread) }
    }
}
