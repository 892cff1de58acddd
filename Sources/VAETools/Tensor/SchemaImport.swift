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
        try forEachFile(first, others) { (file) throws(Failure) in
            let table = try SchemaTable(file, as: format, options, schema: schema, isReadAgain: false)
            if let table { try encode(table, schema, record) }
        }
        try record.finish()
        return record.record
    }

    private func find(_ first: ImportFile, _ others: [String]) throws(Failure) -> Record? {
        let place = try OutputFile(path: path)
        let search = SchemaSearch(options, as: format)
        try forEachFile(first, others) { (file) throws(Failure) in try search.add(file) }
        guard let schema = try search.schema(notes: notes) else { return nil }
        try place.write { bytes throws(FormatError) in try bytes.write(schema.json) }
        // In its place before any row, for a reader of the rows that needs it.
        try place.commit()
        let isDropped = if case .drop = options.missing { true } else { false }
        let record = try GrowingRecord(output: output, form: schema.form, rows: isDropped ? nil : search.rows)
        for table in search.tables {
            try table.restart()
            try encode(table, schema, record)
        }
        try record.finish()
        return record.record
    }

    private func encode(_ table: SchemaTable, _ schema: TableSchema, _ record: GrowingRecord) throws(Failure)
    {
        details?.write("\(table.name): \(table.description)")
        try table.encode(by: schema, options) { (numbers) throws(Failure) in
            try record.append(numbers: numbers)
        }
    }

    private func forEachFile(
        _ first: ImportFile, _ others: [String], _ body: (ImportFile) throws(Failure) -> Void
    ) throws(Failure) {
        try body(first)
        for path in others { try body(try ImportFile(path, as: format)) }
    }
}

extension TableSchema {
    /// What rows become.
    fileprivate var form: RowForm { RowForm(.f8, Shape([arrayColumns.count])) }
}
