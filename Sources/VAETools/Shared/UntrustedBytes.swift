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
        let operand = OperandFile(bytes, name: "table.csv")
        let file = try ImportFile(operand, path: operand.name, as: .csv, decodes: false)
        let table = TableImport(options, DiscardingSink(elementType: options.elementType), nil)
        try table.read(file)
        _ = try table.finish()
    }

    private static let tableOptions: [TableImportOptions] = parsed([
        [], ["--header", "yes", "--missing", "nan", "--as", "f8"],
        ["--separator", "space", "--comment", "#", "--as", "f2", "--missing", "drop"],
        ["--separator", "semicolon", "--decimal", "comma", "--as", "i4"],
        ["--columns", "1-2", "--as", "u1", "--missing", "0"], ["--columns", "a-c,1", "--as", "i8"],
    ])

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
