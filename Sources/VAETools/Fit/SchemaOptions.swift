import ArgumentParser
import Distributions
import Formats
import VAE

/// --schema of vae-fit.
struct SchemaOptions: ParsableArguments {
    /// Of the schema in the metadata of a model.
    static let key = "schema"

    @Option(
        help: ArgumentHelp(
            "A likelihood for each column, as this schema of the table says.", valueName: "file"),
        completion: .file())
    var schema: String?

    func validate() throws {
        if schema == "-" { throw ValidationError("--schema: found '-', expected the name of a file") }
    }

    /// Nil: there is none.
    func load() throws(Failure) -> FittedSchema? {
        guard let schema else { return nil }
        let descriptor = try openForReading(schema)
        defer { try? descriptor.close() }
        let reader = ByteReader(descriptor)
        let table = try naming(schema) { () throws(FormatError) in
            try TableSchema(json: try reader.read(upTo: 1 << 30))
        }
        return try FittedSchema(table, name: schema)
    }
}

/// The schema of the table that a model is trained on.
struct FittedSchema {
    let table: TableSchema
    /// Of the columns of the array.
    let columns: [ColumnForm]

    fileprivate init(_ table: TableSchema, name: String) throws(Failure) {
        self.table = table
        columns = table.arrayColumns.map(ColumnForm.init)
        for (column, form) in zip(table.arrayColumns, columns) {
            if let problem = form.problem {
                throw .badData(name, "column \(column.name): \(problem)")
            }
        }
    }

    /// As a model's metadata holds it.
    var text: String { String(decoding: table.json, as: UTF8.self) }
}

extension ColumnForm {
    fileprivate init(_ column: TableSchema.Column) {
        let origin = column.minimum.flatMap { minimum in
            column.period.flatMap { minimum < 0 ? -$0 / 2 : nil }
        }
        // A binary column of one word is one of a single code.
        let isConstant = column.kind == .binary && column.categories.count != 2
        self.init(
            isConstant ? .categorical : Family(rawValue: column.likelihood.rawValue)!,
            categories: column.kind.hasCategories ? column.categories.count : nil,
            period: column.likelihood == .vonMises ? column.period : nil,
            origin: column.likelihood == .vonMises ? origin : nil, components: column.components,
            isWhole: column.kind.isWhole || column.kind == .date
                || column.datePattern.map { !$0.text.contains("%f") } ?? false,
            minimum: column.minimum, maximum: column.maximum, name: column.name)
    }
}
