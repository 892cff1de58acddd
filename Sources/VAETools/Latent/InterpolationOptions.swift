import ArgumentParser
import Formats
import Latents
import Tensors
import VAE

/// --steps of all commands that have it.
struct StepOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Points on each way, its end included.", valueName: "N"))
    var steps = 9

    func validate() throws { try check("--steps", steps, in: 1...1 << 16) }
}

/// What ways through vectors have in common.
struct InterpolationOptions: ParsableArguments {
    @OptionGroup var stepping: StepOptions

    @Flag(help: "Go back from the last vector to the first.")
    var loop = false

    @OptionGroup var common: LatentOptions

    /// Writes the points on the ways from each vector to the next.
    func run(_ interpolation: Interpolation, _ messages: Messages) throws(Failure) {
        var path: InterpolationPath?
        var rowShape = Shape([])
        let steps = stepping.steps
        let growth = { (_: Int) in steps }
        try common.filter(messages, growth: growth) { record, name throws(Failure) in
            path = path ?? InterpolationPath(interpolation, steps: steps, columns: record.rowShape.count)
            rowShape = record.rowShape
            return try .vectors(rowShape, rows: path!.points(of: record.rows), in: name)
        } transform: { rows, _, _ throws(Failure) in
            path!.advance(through: rows)
        } end: { output throws(Failure) in
            guard loop, let points = path?.wayBack(), !points.isEmpty else { return }
            let rows = points.count / rowShape.count
            try output.write(points, as: Record(RowForm(.f4, rowShape), rows: rows))
        }
    }
}
