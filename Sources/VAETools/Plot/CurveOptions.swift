import ArgumentParser
import Formats
import Plots
import Tensors

/// --curve.
struct CurveOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Draw the line through these points over the data: a stream with rows of x and y.",
            valueName: "file"),
        completion: .file())
    var curve: String?

    /// The points of the curve, in their order; none where there is no curve.
    func read() throws(Failure) -> [Point] {
        guard let curve else { return [] }
        let input = InputStream(operands: [curve], raw: nil, batch: nil, computes: true)
        var points: [Point] = []
        while let block = try input.nextRowsOfAnyRecord(upTo: 4096) {
            try checkWidth(
                of: block.rowShape, expected: Shape([2]), what: "a curve, x and y", in: input.name)
            let numbers = try block.plottedNumbers(row: input.row - block.rows, in: input.name)
            points += stride(from: 0, to: numbers.count, by: 2).map { Point(numbers[$0], numbers[$0 + 1]) }
        }
        guard points.count > 1 else {
            throw .badData(input.name, "found \(points.count) points of a curve, expected at least 2")
        }
        return points
    }

    /// - Parameter color: the number of its colour in the palette.
    static func line(_ points: [Point], color: Int) -> Element {
        .line(points, .look(color: color, width: 2))
    }
}
