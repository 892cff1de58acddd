import ArgumentParser
import Formats
import Latents
import Tensors
import VAE

struct LatentNearestTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "nearest",
        abstract: "Write the vectors nearest to given ones.",
        usage: "vae-latent nearest --to <file> [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-latent nearest --to few.npy -k 5 z.npy > near.npy
              vae-latent nearest --to few.npy --labels digits-labels.bin z.npy > labels.npy
            """)

    /// Numbers of 32 bits, 8 GiB of them.
    private static let mostHeld = 1 << 31

    @Option(
        help: ArgumentHelp("The vectors to find neighbours of.", valueName: "file"), completion: .file())
    var to: String

    @Option(
        name: .customShort("k", allowingJoined: true),
        help: ArgumentHelp("The number of neighbours.", valueName: "K"))
    var count = 1

    @Flag(help: "Write the places of the neighbours in the stream instead.")
    var indices = false

    @Flag(help: "Write the distances of the neighbours instead.")
    var distances = false

    @Option(
        help: ArgumentHelp(
            "Write the most frequent label of the neighbours; the file has a label for each row.",
            valueName: "file"),
        completion: .file())
    var labels: String?

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var common: LatentOptions

    func validate() throws {
        try check("-k", count, in: 1...1 << 16)
        if [indices, distances, labels != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--indices, --distances and --labels exclude each other")
        }
        if common.reading.operands.count(where: { $0 == "-" }) + [to, labels].count(where: { $0 == "-" }) > 1
        {
            throw ValidationError("standard input can be read only once")
        }
    }

    func work(_ messages: Messages) throws {
        let output = try common.output.open()
        if let queries = try RowValues<Double>.read(to) {
            let (nearest, rowShape) = try search(queries)
            try output.write { bytes throws(FormatError) in
                try write(nearest, queries.count, rowShape, TensorStreamWriter(bytes))
            }
            if common.verbosity.verbose { messages.write("\(queries.count) rows of \(queries.rowShape)") }
        }
        try output.commit()
    }

    /// Reads the stream.
    private func search(_ queries: RowValues<Double>) throws(Failure) -> (NearestRows, Shape) {
        let columns = queries.rowShape.count
        let carriesRows = !indices && !distances && labels == nil
        let payload = carriesRows ? columns : labels == nil ? 0 : 1
        let (held, overflow) = (queries.count * count).multipliedReportingOverflow(by: payload + 4)
        guard !overflow, held <= LatentNearestTool.mostHeld else {
            throw Failure.usage("-k: found \(count), too many neighbours of \(queries.count) rows to hold")
        }
        let labelStream = labels.map { CompanionStream(path: $0, .labels) }
        let input = common.reading.open(batch: nil, computes: true)
        let first = try input.nextRecord()
        // Distances from a point near the queries have more digits than those from 0.
        let isWide = queries.form.elementType.exceedsFloat || first?.elementType.exceedsFloat == true
        let origin = isWide && queries.count > 0 ? Array(queries.values[..<columns]) : nil
        let nearest = NearestRows(
            queries: narrow(queries.values, from: origin), columns: columns, count: count, payload: payload,
            workers: threads.makeWorkers())
        var rowShape = queries.rowShape
        var next = first
        while let record = next {
            try checkWidth(
                of: record.rowShape, expected: queries.rowShape, what: "the rows of \(to)", in: input.name)
            rowShape = record.rowShape
            while let block = try input.nextRows(upTo: .max) {
                let row = input.row - block.rows
                let rows = try Float.decode(block, row: row, in: input.name)
                let payload = try carriesRows ? rows : labelStream?.nextLabels(block.rows) ?? []
                nearest.add(
                    origin == nil
                        ? rows : narrow(try Double.decode(block, row: row, in: input.name), from: origin),
                    payload: payload, row: row)
            }
            next = try input.nextRecord()
        }
        guard input.row >= count else {
            throw Failure.badData(input.name, "found \(input.row) rows, expected at least \(count)")
        }
        try labelStream?.checkEnd()
        return (nearest, rowShape)
    }

    /// x − origin, rounded.
    private func narrow(_ rows: [Double], from origin: [Double]?) -> [Float] {
        guard let origin else { return rows.map { Float($0) } }
        return rows.enumerated().map { Float($1 - origin[$0 % origin.count]) }
    }

    private func write(
        _ nearest: NearestRows, _ queries: Int, _ rowShape: Shape, _ writer: TensorStreamWriter
    ) throws(FormatError) {
        if indices {
            try writer.beginRecord(shape: Shape([queries, count]), elementType: .i8)
            try writer.write(integers: nearest.indices.map { Int64($0) })
        } else if distances {
            try writer.beginRecord(shape: Shape([queries, count]))
            try writer.write(nearest.distances)
        } else if labels != nil {
            try writer.beginRecord(shape: Shape([queries]), elementType: .i8)
            try writer.write(integers: majorityLabels(nearest.payload, count: count).map { Int64($0) })
        } else {
            try writer.beginRecord(shape: rowShape.prefixed(by: queries * count))
            try writer.write(nearest.payload)
        }
    }
}
