import ArgumentParser
import Distributions
import Formats
import Latents
import Tensors
import VAE

struct LatentPCATool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pca",
        abstract: "Find principal components, or go to their coordinates and back.",
        usage: """
            vae-latent pca --fit <file> [<options>] [<file> ...]
            vae-latent pca --basis <file> [<options>] [<file> ...]
            """,
        discussion: """
            Examples:
              vae-latent pca --fit basis.npy z.npy
              vae-latent pca --basis basis.npy z.npy > coordinates.npy
            """)

    @Option(
        help: ArgumentHelp("Write the mean and the components of all rows to this file.", valueName: "file"),
        completion: .file())
    var fit: String?

    @Flag(help: "With --fit, write a table of variances.")
    var variances = false

    @Option(
        help: ArgumentHelp("Write coordinates along the components in this file.", valueName: "file"),
        completion: .file())
    var basis: String?

    @Option(help: ArgumentHelp("Use the first K components. (default: all)", valueName: "K"))
    var components: Int?

    @Flag(help: "Turn coordinates back into rows.")
    var inverse = false

    @OptionGroup var common: LatentOptions

    func validate() throws {
        guard (fit == nil) != (basis == nil) else {
            throw ValidationError("expected --fit or --basis, and not both")
        }
        if fit == "-" { throw ValidationError("--fit: found '-', expected a file") }
        if basis == "-", common.reading.readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
        try check("--variances", isGiven: variances, goesWith: "--fit", fit != nil)
        try check("--components", isGiven: components != nil, goesWith: "--basis", basis != nil)
        try check("--inverse", isGiven: inverse, goesWith: "--basis", basis != nil)
        if fit != nil, !variances, common.output.output != nil {
            throw ValidationError("--output goes with --basis or --variances")
        }
        try check("--components", components, in: 1...1 << 20)
    }

    func work(_ messages: Messages) throws {
        if let fit { try findComponents(fit, messages) } else { try project(messages) }
    }

    private func findComponents(_ path: String, _ messages: Messages) throws(Failure) {
        let table = try variances ? common.output.open(binary: false) : nil
        let input = common.reading.open(batch: nil, computes: true)
        let read = try ColumnMoments.read(input, covariance: true, least: 2)
        guard let (moments, form) = read else {
            throw Failure.badData(input.name, "found 0 rows, expected at least 2")
        }
        let found = PrincipalComponents(moments)
        let rowShape = form.rowShape
        let file = try OutputFile(path: path)
        try RecordOutput(file).write(
            found.basis, as: Record(RowForm(form.elementType.resultType, rowShape), rows: rowShape.count + 2))
        try file.commit()
        if let table {
            try table.write { bytes throws(FormatError) in try bytes.write(Array(self.table(found).utf8)) }
            try table.commit()
        }
        if common.verbosity.verbose { messages.write("\(input.row) rows of \(rowShape)") }
    }

    private func table(_ found: PrincipalComponents) -> String {
        let total = found.variances.reduce(0, +)
        var (text, sum) = ("component\tvariance\tshare\tcumulative\n", 0.0)
        for (index, variance) in found.variances.enumerated() {
            sum += variance
            let shares = [variance, sum].map { total > 0 ? fixed($0 / total, 6) : "nan" }
            text += "\(index)\t\(fixed(variance, 6))\t\(shares[0])\t\(shares[1])\n"
        }
        return text
    }

    private func project(_ messages: Messages) throws(Failure) {
        let (basis, form) = try ComponentBasis.read(self.basis!)
        let shape = form.rowShape
        let size = shape.count
        let count = components ?? size
        guard count <= size else {
            throw Failure.usage("--components: found \(count), expected 1 to \(size)")
        }
        let expected = inverse ? Shape([count]) : shape
        let result = inverse ? shape : Shape([count])
        try common.filter(messages) { record, name throws(Failure) in
            try checkWidth(
                of: record.rowShape, expected: expected, what: "this basis", in: name)
            let rows = try Record.vectors(result, rows: record.rows, in: name).rows
            return Record(RowForm(inverse ? form.elementType.resultType : .f4, result), rows: rows)
        } transform: { (rows: [Double], _, _) throws(Failure) -> [Double] in
            inverse
                ? basis.reconstruct(rows, components: count) : basis.project(rows, components: count)
        }
    }
}
