import ArgumentParser
import Formats
import Plots
import Tensors
import VAE

/// The doors through which the fuzz targets of Tests/Fuzz reach what tools read. Bytes are accepted, or an error is
/// thrown.
package enum UntrustedBytes {
    /// Reads a model, or another safetensors file, and describes it as `vae-info` does.
    package static func describeModel(_ bytes: ByteReader) throws {
        var properties = Properties()
        try properties.describeModel(bytes, name: "model.safetensors", .required)
        _ = properties.lines
    }

    /// Reads a checkpoint, as `vae-fit --checkpoint` does for 4 rows and the options that it was made with.
    package static func readCheckpoint(_ bytes: ByteReader) throws {
        let checkpoint = try CheckpointFile(bytes, path: "run.checkpoint", .required)
        try checkpoint.checkAgreement(
            checkpoint.metadata, checkpoint.architecture, TrainingOptions(), rows: 4, validationRows: 0)
    }

    /// Draws a table with a header, as `vae-plot training` and, where it has their column, `vae-plot kl` do.
    /// - Parameter looks: chooses the options; 0 or more.
    package static func drawLog(_ bytes: ByteReader, looks: Int) throws {
        let table = try TableReader(bytes, name: "log.tsv")
        if table.header.contains("kl") {
            let tool = barTools[looks % barTools.count]
            _ = try tool.drawing(of: tool.read(table)).scene()
        } else {
            let tool = logTools[looks % logTools.count]
            _ = try tool.drawing(of: [Log(name: "log", curves: tool.readCurves(table))]).scene()
        }
    }

    private static let barTools: [PlotKLTool] = parsed([[], ["--sort"]])

    private static let logTools: [PlotTrainingTool] = parsed([
        [], ["--log-x", "--log-y"], ["--x", "samples", "--columns", "elbo"],
    ])

    /// Makes numbers of a table, as `vae-tensor import` does.
    /// - Parameter looks: chooses the options; 0 or more.
    package static func importTable(_ bytes: ByteReader, looks: Int) throws {
        let options = tableOptions[looks % tableOptions.count]
        let table = TableImport(options, DiscardingSink(elementType: options.elementType), nil)
        try table.read(tableFile(bytes))
        _ = try table.finish()
    }

    private static let tableOptions: [TableImportOptions] = parsed([
        [], ["--header", "yes", "--missing", "nan", "--as", "f8"],
        ["--separator", "space", "--comment", "#", "--as", "f2", "--missing", "drop"],
        ["--separator", "semicolon", "--decimal", "comma", "--as", "i4"],
        ["--columns", "1-2", "--as", "u1", "--missing", "0"], ["--columns", "a-c,1", "--as", "i8"],
    ])

    /// Reads a schema, and rows by it, as `vae-tensor import --schema` does where the schema exists, and writes them.
    package static func readRows(_ bytes: ByteReader, schema: [UInt8]) throws {
        let schema = try TableSchema(json: schema)
        _ = schema.json
        _ = try written(rows(bytes, of: schema), by: schema)
    }

    /// Finds the schema of a table, as `vae-tensor import --schema` does, and writes its rows.
    /// - Returns: the rows, and those that are read where they were written.
    package static func findSchema(_ bytes: ByteReader) throws -> (rows: [Double], again: [Double])? {
        let search = SchemaSearch(.standard, as: .csv)
        try search.add(tableFile(bytes))
        guard let schema = try search.schema(notes: nil) else { return nil }
        var rows: [Double] = []
        try search.tables[0].restart()
        try search.tables[0].encode(by: schema, .standard) { (numbers) throws(Failure) in rows += numbers }
        let text = try written(rows, by: TableSchema(json: schema.json))
        return (rows, try self.rows(ByteReader(text, piece: text.count), of: schema))
    }

    private static func rows(_ bytes: ByteReader, of schema: TableSchema) throws -> [Double] {
        var rows: [Double] = []
        let table = try SchemaTable(tableFile(bytes), as: .csv, .standard, schema: schema, isReadAgain: false)
        try table?.encode(by: schema, .standard) { (numbers) throws(Failure) in rows += numbers }
        return rows
    }

    private static func written(_ rows: [Double], by schema: TableSchema) throws -> [UInt8] {
        var writer = TableWriter(schema)
        var text: [UInt8] = []
        writer.appendHeader(to: &text)
        _ = writer.append(rows, to: &text)
        return text
    }

    private static func tableFile(_ bytes: ByteReader) throws -> ImportFile {
        let operand = OperandFile(bytes, name: "table.csv")
        return try ImportFile(operand, path: operand.name, as: .csv, decodes: false)
    }

    private static func parsed<Options: ParsableArguments>(_ lines: [[String]]) -> [Options] {
        lines.map { try! Options.parse($0) }
    }
}

/// Forgets rows.
private final class DiscardingSink: TableSink {
    let elementType: ElementType

    init(elementType: ElementType) { self.elementType = elementType }

    func begin(columns: Int) {}
    func append(_ rows: UnsafeRawBufferPointer) {}
    func finish() -> Record? { nil }
}
