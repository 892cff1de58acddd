import Formats
import Tensors

/// Makes rows of f8 from tables, by a schema that is read or found.
final class SchemaImport {
    private let options: TableImportOptions
    private let path: String
    private let format: ImportFormat?
    private let output: OutputFile
    private let notes: Messages?
    private let details: Messages?

    /// - Parameters:
    ///   - notes: says what is left out; nil: nobody wants to know.
    ///   - details: says what was taken as what; nil: nobody wants to know.
    init(
        _ options: TableImportOptions, as format: ImportFormat?, _ output: OutputFile, notes: Messages?,
        details: Messages?
    ) {
        (self.options, self.format, self.output) = (options, format, output)
        (self.notes, self.details) = (notes, details)
        path = options.schema!
    }

    /// - Parameters:
    ///   - first: the first file, which is open.
    ///   - others: those behind it.
    func run(_ first: ImportFile, _ others: [String]) throws(Failure) -> Record? {
        if var schema = try TableSchema(readingFile: path) {
            if let words = options.missingList { schema.missingWords = words + (schema.missingWords ?? []) }
            return try obey(schema, first, others)
        }
        guard options.unknown == nil else {
            throw .usage("--unknown: found no file \(path), expected a schema that exists")
        }
        return try find(first, others)
    }

    private func obey(_ schema: TableSchema, _ first: ImportFile, _ others: [String]) throws(Failure)
        -> Record?
    {
        let record = try GrowingRecord(output: output, form: schema.form)
        var file: ImportFile? = first
        var rest = others[...]
        while let opened = file {
            let table = try SchemaTable(opened, as: format, options, schema: schema, isReadAgain: false)
            if let table { try encode(table, schema, record) }
            file = try rest.popFirst().map { path throws(Failure) in try ImportFile(path, as: format) }
        }
        try record.finish()
        return record.record
    }

    private func encode(_ table: SchemaTable, _ schema: TableSchema, _ record: GrowingRecord) throws(Failure)
    {
        details?.write("\(table.name): \(table.description)")
        let isDropped = if case .drop = options.missing { true } else { false }
        let encoder = TableEncoder(
            schema, table.marks, places: try table.places(of: schema), width: table.layout.width,
            readsUnknown: options.unknown == .missing, dropsMissing: isDropped)
        let numbers = NumberBuffers(BlockPass.group)
        let pass = BlockPass(table)
        try pass.run { block, slot in
            numbers.with(slot) { numbers in
                numbers.removeAll(keepingCapacity: true)
                return encoder.encode(block, to: &numbers)
            }
        } taking: { (slot, _) throws(Failure) in
            try record.append(numbers: numbers[slot])
        }
    }

    private func find(_ first: ImportFile, _ others: [String]) throws(Failure) -> Record? {
        let place = try OutputFile(path: path)
        var tables: [SchemaTable] = []
        var guess: TableGuess?
        var rows = 0
        var file: ImportFile? = first
        var rest = others[...]
        var passes: [BlockPass] = []
        var blocks = 0
        while let opened = file {
            if let table = try SchemaTable(
                opened, as: format, options, schema: nil, isReadAgain: true, firstBlock: blocks)
            {
                try check(table, like: tables.first)
                let current = guess ?? table.makeGuess(options)
                guess = current
                let pass = try learn(table, current, &rows)
                blocks += pass.blockCount
                passes.append(pass)
                tables.append(table)
            }
            file = try rest.popFirst().map { path throws(Failure) in try ImportFile(path, as: format) }
        }
        guard let guess else { return nil }
        while guess.merge() {
            var again = 0
            for table in tables {
                try table.restart()
                _ = try learn(table, guess, &again)
            }
        }
        let schema = try describe(guess, tables, passes, rows: rows)
        try place.write { bytes throws(FormatError) in try bytes.write(schema.json) }
        // In its place before any row, for a reader of the rows that needs it.
        try place.commit()
        let isDropped = if case .drop = options.missing { true } else { false }
        let record = try GrowingRecord(output: output, form: schema.form, rows: isDropped ? nil : rows)
        for table in tables {
            try table.restart()
            try encode(table, schema, record)
        }
        try record.finish()
        return record.record
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

    private func describe(
        _ guess: TableGuess, _ tables: [SchemaTable], _ passes: [BlockPass], rows: Int
    ) throws(Failure) -> TableSchema {
        let first = tables[0]
        let found = try naming(first.name) { () throws(FormatError) in
            try guess.schema(
                names: first.names, delimiter: first.marks.delimiter, missingWords: options.missingList,
                rows: rows,
                mayBeIndex: first.layout.sample.counts(column: 0),
                place: { (block, line) in
                    let pass = passes.last { $0.firstBlock <= block }!
                    let file = pass === passes[0] ? "" : "\(pass.name), "
                    return "\(file)line \(pass.line(block, line))"
                })
        }
        for note in found.notes { notes?.write("\(first.name): \(note)") }
        try naming(first.name) { () throws(FormatError) in try found.schema.check() }
        return found.schema
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

extension TableSchema {
    /// What rows become.
    fileprivate var form: RowForm { RowForm(.f8, Shape([arrayColumns.count])) }
}

extension CellMarks {
    /// As a schema has it.
    fileprivate var delimiter: String {
        (separator.map { String(Unicode.Scalar($0)) } ?? " ") + (skipsBlanks ? " " : "")
    }
}

extension SchemaTable {
    fileprivate func makeGuess(_ options: TableImportOptions) -> TableGuess {
        TableGuess(
            marks, point: layout.sample.point, missingWords: layout.sample.missing, width: layout.width,
            columns: layout.columns)
    }

    /// Where each column of a schema stands.
    fileprivate func places(of schema: TableSchema) throws(Failure) -> [Int] {
        let expected = schema.columns.map(\.name)
        guard let names else {
            guard layout.columns.count == expected.count else {
                throw .badData(name, "found \(layout.columns.count) columns, expected \(expected.count)")
            }
            return layout.columns
        }
        if names == expected { return layout.columns }
        let known = Set(expected)
        if let other = names.first(where: { !known.contains($0) }) {
            throw .badData(
                name, "found a column \(other), expected those of the schema; --columns chooses some")
        }
        guard let places = Dictionary(uniquePairs: zip(names, layout.columns)) else {
            throw .badData(name, "found two columns of the same name, expected the order of the schema")
        }
        return try schema.columns.map { (column) throws(Failure) in
            if let place = places[column.name] { return place }
            guard !column.kind.isInArrays else {
                throw .badData(name, "found no column \(column.name), expected those of the schema")
            }
            return -1
        }
    }
}

extension Dictionary {
    /// Nil: a key comes twice.
    fileprivate init?(uniquePairs pairs: some Sequence<(Key, Value)>) {
        self.init()
        for (key, value) in pairs where updateValue(value, forKey: key) != nil { return nil }
    }
}
