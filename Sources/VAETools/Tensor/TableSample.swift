import Formats

/// The first rows of a table, to guess by.
struct TableSample {
    /// Bytes that are looked at.
    static let size = 1 << 16
    private static let mostRows = 200

    let marks: CellMarks
    /// What stands before fractions.
    let point: UInt8
    /// The kinds of cells of the first rows.
    let rows: [[CellKind]]
    /// The numbers of the rows behind the first, as they are written.
    let texts: [[String]]
    /// The words for missing cells.
    let missing: MissingWords
    /// Whether there are no other rows.
    let isAll: Bool
    /// Whether a line begins with a mark of remarks that nobody has named.
    let looksCommented: Bool

    /// - Parameters:
    ///   - opening: the first bytes of a table.
    ///   - isAll: whether there are no others.
    ///   - missing: the words for missing cells.
    ///   - separator, point: what was asked for; nil: to be guessed. The separator nil in it is blanks.
    init(
        _ opening: [UInt8], isAll: Bool, comment: UInt8?, separator: UInt8??, point: UInt8?,
        missing: MissingWords
    ) {
        let lines = isAll ? opening : TableSample.complete(opening)
        var best: (score: Double, marks: CellMarks, rows: [[String]])?
        self.missing = missing
        let candidates = separator.map { [$0] } ?? TableSample.candidates
        for candidate in candidates {
            var marks = CellMarks(separator: candidate, comment: comment)
            var (rows, isBroken, beginBlank) = TableSample.rows(lines, marks)
            if beginBlank {
                marks = CellMarks(separator: candidate, comment: comment, skipsBlanks: true)
                (rows, isBroken, _) = TableSample.rows(lines, marks)
            }
            let score = isBroken ? 0 : TableSample.score(rows, splitsAtBlanks: candidate == nil)
            if best == nil || score > best!.score { best = (score, marks, rows) }
        }
        marks = best!.marks
        let texts = best!.rows
        self.texts = texts
        let point = point ?? TableSample.point(of: texts, separator: marks.separator)
        self.point = point
        rows = texts.map { $0.map { CellKind($0, point: point, missing: missing) } }
        self.isAll = isAll && texts.count < TableSample.mostRows
        looksCommented = comment == nil && texts.contains { $0[0].hasPrefix("#") || $0[0].hasPrefix("%") }
    }

    private static let candidates: [UInt8?] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"), nil,
    ]

    /// The bytes up to the last end of a line, or all where there is none.
    private static func complete(_ opening: [UInt8]) -> [UInt8] {
        let end = opening.lastIndex { $0 == 0x0A || $0 == 0x0D }
        return end.map { Array(opening[...$0]) } ?? opening
    }

    /// Rows that are neither empty nor remarks, whether they cannot be what they are read as, and whether a blank stands
    /// behind each separator.
    private static func rows(
        _ lines: [UInt8], _ marks: CellMarks
    ) -> (rows: [[String]], isBroken: Bool, beginBlank: Bool) {
        var rest = lines[...]
        let reader = DelimitedReader(marks, capacity: lines.count + 3) { (buffer) throws(FormatError) in
            let count = min(buffer.count, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
        var rows: [[String]] = []
        var (blanks, cells) = (0, 0)
        do throws(FormatError) {
            while rows.count < mostRows, try reader.nextRow() {
                if reader.isBlank || reader.isComment { continue }
                rows.append((0..<reader.count).map { String(decoding: trimmed(reader[$0]), as: UTF8.self) })
                cells += reader.count - 1
                blanks += (1..<max(reader.count, 1)).count { reader[$0].first == 0x20 }
            }
        } catch {
            return (rows, !error.message.contains("not closed"), false)
        }
        return (rows, false, marks.separator != nil && cells > 0 && blanks == cells)
    }

    /// How much rows look like a table of numbers: the share of rows that have the same number of cells, two or more,
    /// times that of their numbers, of which the first row may have none; and 1 where all rows have that number.
    ///
    /// Words of cells have blanks between them: these separate only where the first row, too, has that number.
    private static func score(_ rows: [[String]], splitsAtBlanks: Bool) -> Double {
        let counts = Dictionary(grouping: rows, by: \.count).filter { $0.key > 1 }
        guard let most = counts.max(by: { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }) else {
            return 0
        }
        let agreement = Double(most.value.count) / Double(rows.count)
        guard !splitsAtBlanks || rows[0].count == most.key && agreement > 0.5 else { return 0 }
        let cells = (rows.count > 1 ? rows.dropFirst() : rows[...]).filter { $0.count == most.key }.joined()
        let numbers = cells.count { isNumber($0, UInt8(ascii: ".")) || isNumber($0, UInt8(ascii: ",")) }
        let share = cells.isEmpty ? 0 : Double(numbers) / Double(cells.count)
        return agreement * (0.1 + share) + (agreement == 1 && rows.count > 1 ? 1 : 0)
    }

    /// What stands before fractions: a comma where no number has a point, and some have a comma that groups no
    /// thousands or the cells are separated by semicolons, as where fractions have commas.
    private static func point(of rows: [[String]], separator: UInt8?) -> UInt8 {
        let (point, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
        let cells = rows.joined()
        guard !cells.contains(where: { $0.contains(".") && isNumber($0, point) }) else { return point }
        let commas = cells.filter { $0.contains(",") && isNumber($0, comma) }
        let isDecimal =
            separator == UInt8(ascii: ";") ? !commas.isEmpty : commas.contains { !mayBeGrouped($0) }
        return isDecimal ? comma : point
    }

    /// Whether the comma may group thousands: 1,000, not 0,125.
    private static func mayBeGrouped(_ number: String) -> Bool {
        number.wholeMatch(of: /[+-]?[1-9][0-9]{0,2},[0-9]{3}/) != nil
    }
}

extension TableSample {
    /// Whether all numbers behind the first row are 0 or 1.
    var isBinary: Bool { texts.dropFirst().allSatisfy { $0.allSatisfy { $0 == "0" || $0 == "1" } } }

    /// Whether a column counts the rows behind the first from 0.
    func counts(column: Int) -> Bool {
        texts.count > 1
            && texts.dropFirst().enumerated().allSatisfy { $1.count > column && $1[column] == "\($0)" }
    }

    /// The columns that are numbers in all rows of `width` cells.
    func numberColumns(width: Int, hasHeader: Bool) -> [Int] {
        let rows = rows.dropFirst(hasHeader ? 1 : 0).filter { $0.count == width }
        guard !rows.isEmpty else { return [] }
        return (0..<width).filter { column in
            rows.allSatisfy { $0[column] == .number || $0[column] == .missing }
                && rows.contains { $0[column] == .number }
        }
    }
}

private func isNumber(_ text: String, _ point: UInt8) -> Bool {
    text.withBytes { DecimalNumber($0, point: point) != nil }
}

extension CellKind {
    fileprivate init(_ text: String, point: UInt8, missing: MissingWords) {
        self = text.withBytes { CellKind($0, point: point, missing: missing) }
    }
}
