import Comparisons
import Formats

/// The tables of a report, read by one schema.
struct ReportTables {
    let schema: TableSchema
    private let options: TableImportOptions

    /// - Parameters:
    ///   - real: the table whose columns are found out where no schema is given.
    ///   - path: that of a schema.
    /// - Returns: also the numbers of the table.
    static func read(
        _ real: String, schema path: String?, notes: Messages?
    ) throws(Failure) -> (tables: ReportTables, real: ComparedTable) {
        var options = TableImportOptions.standard
        options.unknown = .missing
        if let path {
            guard let schema = try TableSchema(readingFile: path) else {
                throw Failure(.cannotOpenInput, "\(path): found no such file, expected a schema")
            }
            let tables = ReportTables(schema: schema, options: options)
            return (tables, try tables.read(real))
        }
        let search = SchemaSearch(options, as: nil)
        try search.add(try opened(real))
        guard let schema = try search.schema(notes: notes) else {
            throw .badData(real, "found no rows, expected some")
        }
        let tables = ReportTables(schema: schema, options: options)
        try search.tables[0].restart()
        return (tables, try tables.numbers(of: search.tables[0]))
    }

    /// Another table of the same columns; words that are no categories are missing cells.
    func read(_ path: String) throws(Failure) -> ComparedTable {
        let table = try SchemaTable(
            try ReportTables.opened(path), as: nil, options, schema: schema, isReadAgain: false)
        guard let table else { throw .badData(path, "found no rows, expected some") }
        return try numbers(of: table)
    }

    private static func opened(_ path: String) throws(Failure) -> ImportFile {
        let file = try ImportFile(path, as: nil)
        guard !file.isPicture else { throw file.failure("found a picture, expected a table") }
        return file
    }

    private func numbers(of table: SchemaTable) throws(Failure) -> ComparedTable {
        var values: [Double] = []
        try table.encode(by: schema, options) { (numbers) throws(Failure) in values += numbers }
        guard !values.isEmpty else { throw .badData(table.name, "found no rows, expected some") }
        return ComparedTable(columns: schema.arrayColumns.map(\.compared), values: values)
    }

    /// What messages and figures call the columns.
    var names: [String] {
        schema.arrayColumns.enumerated().map { $1.name.isEmpty ? "column \($0 + 1)" : $1.name }
    }
}

extension TableSchema.Column {
    fileprivate var compared: ComparedTable.Column {
        kind.hasCategories ? .category(count: categories.count) : .number(scale: deviation ?? 1)
    }
}

extension TableImportOptions {
    /// Those of a command line without options.
    static var standard: TableImportOptions {
        // What is parsed here is always right.
        try! TableImportOptions.parse([])
    }
}
