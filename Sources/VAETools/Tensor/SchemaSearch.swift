import Formats

/// Finds the schema of tables from all of their rows.
final class SchemaSearch {
    private let options: TableImportOptions
    private let format: ImportFormat?
    private var guess: TableGuess?
    private var passes: [BlockPass] = []
    /// Those that have rows.
    private(set) var tables: [SchemaTable] = []
    /// Of all tables.
    private(set) var rows = 0

    init(_ options: TableImportOptions, as format: ImportFormat?) {
        (self.options, self.format) = (options, format)
    }

    /// Reads a table for the first time.
    /// - Throws: bad data, where it is not as those before.
    func add(_ file: ImportFile) throws(Failure) {
        let blocks = passes.reduce(0) { $0 + $1.blockCount }
        let table = try SchemaTable(
            file, as: format, options, schema: nil, isReadAgain: true, firstBlock: blocks)
        guard let table else { return }
        try check(table, like: tables.first)
        let guess = guess ?? table.makeGuess()
        self.guess = guess
        passes.append(try learn(table, guess, &rows))
        tables.append(table)
    }

    /// The schema of all tables, which may be read once more for it; nil: they have no rows.
    /// - Parameter notes: says what is left out; nil: nobody wants to know.
    func schema(notes: Messages?) throws(Failure) -> TableSchema? {
        guard let guess else { return nil }
        while guess.merge() {
            var again = 0
            for table in tables {
                try table.restart()
                _ = try learn(table, guess, &again)
            }
        }
        let first = tables[0]
        let found = try naming(first.name) { () throws(FormatError) in
            let found = try guess.schema(
                names: first.names, delimiter: first.marks.delimiter, missingWords: options.missingList,
                rows: rows,
                mayBeIndex: first.layout.sample.counts(column: 0), place: place)
            try found.schema.check()
            return found
        }
        for note in found.notes { notes?.write("\(first.name): \(note)") }
        return found.schema
    }

    private func learn(_ table: SchemaTable, _ guess: TableGuess, _ rows: inout Int) throws(Failure)
        -> BlockPass
    {
        let pass = BlockPass(table, slots: guess.slotCount)
        var count = 0
        try pass.run { block, slot in
            guess.add(block, toSlot: slot)
        } taking: { (_, outcome) throws(Failure) in
            count += outcome.rows
        }
        rows += count
        return pass
    }

    /// Names a line, with its file where this is not the first.
    private func place(_ block: Int, _ line: Int) -> String {
        let pass = passes.last { $0.firstBlock <= block }!
        return (pass === passes[0] ? "" : "\(pass.name), ") + "line \(pass.line(block, line))"
    }

    private func check(_ table: SchemaTable, like first: SchemaTable?) throws(Failure) {
        guard let first else { return }
        guard table.layout.width == first.layout.width, table.names == first.names else {
            let columns = { (table: SchemaTable) in
                table.names?.joined(separator: ",") ?? "\(table.layout.columns.count) without names"
            }
            throw .badData(
                table.name,
                "found columns \(shown(columns(table))), expected \(shown(columns(first))) as before")
        }
        guard table.marks == first.marks, table.layout.sample.point == first.layout.sample.point else {
            throw .badData(
                table.name,
                "found cells or fractions with other marks than before; see --delimiter and --decimal")
        }
    }
}

extension CellMarks {
    /// As a schema has it.
    fileprivate var delimiter: String {
        (separator.map { String(Unicode.Scalar($0)) } ?? " ") + (skipsBlanks ? " " : "")
    }
}

extension SchemaTable {
    fileprivate func makeGuess() -> TableGuess {
        TableGuess(
            marks, point: layout.sample.point, missingWords: layout.sample.missing, width: layout.width,
            columns: layout.columns)
    }
}
