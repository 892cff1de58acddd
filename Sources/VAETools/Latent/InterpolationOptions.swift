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

    @Flag(help: "Go back from the last vector to the first at the end.")
    var loop = false

    @OptionGroup var prior: PriorOptions
    @OptionGroup var common: LatentOptions

    /// Writes the points on the ways from each vector to the next.
    func run(_ interpolation: Interpolation, _ messages: Messages) throws(Failure) {
        let prior = try prior.resolve(usesStandardInput: common.reading.readsStandardInput, messages)
        let scores = try scores(of: prior, for: interpolation)
        var operand = ""
        var path: InterpolationPath?
        var rowShape = Shape([])
        let steps = stepping.steps
        let growth = { (_: Int) in steps }
        try common.filter(messages, growth: growth) { record, name throws(Failure) in
            try prior.checkWidth(of: record.rowShape, in: name)
            operand = name
            path =
                path
                ?? InterpolationPath(
                    interpolation, steps: steps, columns: record.rowShape.count, scores: scores)
            rowShape = record.rowShape
            return try .vectors(rowShape, rows: path!.points(of: record.rows), in: name)
        } transform: { (rows: [Float], columns, row) throws(Failure) in
            if let support = scores?.support {
                try support.check(rows, columns: columns, row: row, in: operand)
            }
            return path!.advance(through: rows)
        } end: { output throws(Failure) in
            guard loop, let points = path?.wayBack(), !points.isEmpty else { return }
            let rows = points.count / rowShape.count
            try output.write(points, as: Record(RowForm(.f4, rowShape), rows: rows))
        }
    }

    /// What goes the way; nil: vectors themselves.
    private func scores(
        of prior: GivenPrior, for interpolation: Interpolation
    ) throws(Failure) -> NormalScores? {
        switch (interpolation, prior.kind) {
        case (_, .standardNormal), (.linear, .vector): return nil
        case (_, .dimensions(_, let scores)) where scores.isLinear:
            return interpolation == .linear ? nil : scores
        case (.linear, .dimensions(_, let scores)): return scores
        case (.spherical, .dimensions(let name, _)), (.spherical, .vector(let name)):
            throw Failure.usage(
                "\(prior.source): found a prior \(name), expected gaussian: great circles suit no other; lerp goes with "
                    + "any prior")
        }
    }
}
