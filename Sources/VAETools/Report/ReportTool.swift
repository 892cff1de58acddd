import ArgumentParser
import Comparisons
import Formats

public struct ReportTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-report",
        abstract: "Compare synthetic tables with real ones.",
        usage: "vae-report [<options>] <real> <synthetic>",
        discussion: """
            Tells how alike columns and their associations are, how useful the rows, how private.

            Examples:
              vae-report people.csv synthetic.csv
              vae-report --per-column --holdout others.csv people.csv synthetic.csv
            """,
        version: version(of: "vae-report"))

    @Argument(
        help: ArgumentHelp(
            "The table that a model was trained on; '-' is standard input.", valueName: "real"),
        completion: .file())
    var real: String

    @Argument(
        help: ArgumentHelp("The table that the model made; '-' is standard input.", valueName: "synthetic"),
        completion: .file())
    var synthetic: String

    @Option(
        help: ArgumentHelp("Real rows that the model was not trained on.", valueName: "file"),
        completion: .file())
    var holdout: String?

    @Option(
        help: ArgumentHelp("What the columns are. (default: found out of <real>)", valueName: "file"),
        completion: .file())
    var schema: String?

    @Option(help: ArgumentHelp("Rows of each table that distances are computed of, at most.", valueName: "N"))
    var rows = 2000

    @Flag(help: "Write a line for each column.") var perColumn = false
    @Flag(help: "Write all as an object of JSON.") var json = false

    @OptionGroup var seed: SeedOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func validate() throws {
        try check("--rows", rows, in: 4...1 << 20)
        if [real, synthetic, holdout, schema].count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read only once")
        }
        if json && perColumn { throw ValidationError("--json and --per-column exclude each other") }
    }

    public func work(_ messages: Messages) throws {
        let output = try output.open(binary: false)
        let (tables, real) = try ReportTables.read(
            real, schema: schema, notes: verbosity.quiet ? nil : messages)
        let synthetic = try tables.read(synthetic)
        let holdout = try holdout.map { path throws(Failure) in try tables.read(path) }
        let report = Report(
            tables, real: real, synthetic: synthetic, holdout: holdout, limit: rows, seed: seed.seed,
            threads.makeWorkers())
        let lines =
            json ? [VAETools.json(report.json)] : perColumn ? report.table : report.properties.lines
        try output.write { bytes throws(FormatError) in
            try bytes.write(Array(lines.map { $0 + "\n" }.joined().utf8))
        }
        try output.commit()
        if verbosity.verbose {
            messages.write(
                "\(real.rows) real and \(synthetic.rows) synthetic rows of \(real.columns.count) columns")
        }
    }
}
