import ArgumentParser
import CLibrary
import Formats
import Latents
import Tensors
import VAE

struct LatentTraverseTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "traverse",
        abstract: "Change one dimension of a vector at a time.",
        usage: "vae-latent traverse [<options>] [<file> ...]",
        discussion: """
            For each vector, writes a line of --steps vectors for each dimension.

            Examples:
              vae-latent traverse --latent 2 --steps 7 > steps.npy
              vae-tensor head -n 1 z.npy | vae-latent traverse | vae-decode > x.npy
            """)

    @Option(
        help: ArgumentHelp("The dimensions, as 0,3,5-7. (default: all)", valueName: "list"),
        transform: DimensionList.parse)
    var dimensions: DimensionList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The values that a dimension takes; with a prior, as deviations of N(0, 1). (default: -3:3)",
            valueName: "A:B"),
        transform: NumberPair.range)
    var range = NumberPair(-3.0, 3.0)

    @OptionGroup var stepping: StepOptions

    @Option(
        help: ArgumentHelp(
            "Read nothing; start from the medians of the prior, J numbers.", valueName: "J"))
    var latent: Int?

    @OptionGroup var prior: PriorOptions
    @OptionGroup var common: LatentOptions

    func validate() throws {
        try check("--latent", latent, in: 1...1 << 20)
        if latent != nil, !common.reading.files.isEmpty || common.reading.form != nil {
            throw ValidationError("--latent reads nothing, so it excludes files and --raw")
        }
    }

    func work(_ messages: Messages) throws {
        let readsInput = latent == nil && common.reading.readsStandardInput
        let prior = try prior.resolve(usesStandardInput: readsInput, messages)
        let scores = try prior.scores()
        if let latent {
            if let own = prior.latent, own != latent {
                throw Failure.usage("--latent: found \(latent), expected \(own) as \(prior.source) has")
            }
            return try writeAroundPrior(latent, scores, messages)
        }
        var traversal: Traversal?
        let growth = { (dimensions?.dimensions.count ?? $0) * stepping.steps }
        try common.filter(messages, growth: growth) { record, name throws(Failure) in
            try prior.checkWidth(of: record.rowShape, in: name)
            traversal = try self.traversal(of: record.rowShape.count, scores)
            let rows = try multiply(record.rows, by: traversal!.points, in: name)
            return try .vectors(record.rowShape, rows: rows, in: name)
        } transform: { rows, columns, _ throws(Failure) in
            traversal!.around(rows, columns: columns)
        }
    }

    private func writeAroundPrior(
        _ latent: Int, _ scores: NormalScores?, _ messages: Messages
    ) throws(Failure) {
        let traversal = try traversal(of: latent, scores)
        let median = Float(scores?.value(0) ?? 0)
        let output = RecordOutput(try common.output.open())
        guard Shape(checking: [traversal.points, latent]) != nil else {
            throw Failure.usage("--latent: found \(latent), too many rows to write")
        }
        try output.begin(Record(RowForm(.f4, Shape([latent])), rows: traversal.points))
        for dimension in traversal.dimensions {
            for value in traversal.values {
                var row = [Float](repeating: median, count: latent)
                row[dimension] = value
                try output.write(row)
            }
        }
        try output.file.commit()
        if common.verbosity.verbose { messages.write("\(traversal.points) rows of \(latent)") }
    }

    private func traversal(of columns: Int, _ scores: NormalScores?) throws(Failure) -> Traversal {
        if dimensions == nil {
            MemoryFailure.require("a list of \(columns) dimensions", count: columns, size: 8)
        }
        let chosen = dimensions?.dimensions ?? Array(0..<columns)
        if let outside = chosen.first(where: { $0 >= columns }) {
            throw Failure.usage("--dimensions: found \(outside), expected 0 to \(columns - 1)")
        }
        return Traversal(dimensions: chosen, range: range.range, steps: stepping.steps, scores: scores)
    }
}

/// Dimensions as they are typed: 0,3,5-7.
struct DimensionList: TypedValue {
    static let form = "dimensions such as 0,3,5-7"

    let dimensions: [Int]

    init?(argument: String) {
        var dimensions: [Int] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends.last!, first <= last,
                0...1 << 20 ~= last
            else { return nil }
            guard dimensions.count + (last - first) < 1 << 21 else { return nil }
            dimensions += first...last
        }
        self.dimensions = dimensions
    }
}
