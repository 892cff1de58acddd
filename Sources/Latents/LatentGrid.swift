import Distributions

/// Points of a two-dimensional latent space on a grid, row by row from the top left: the first coordinate
/// grows to the right and the second upwards (Kingma & Welling 2014, figure 4).
public struct LatentGrid: Sendable {
    public let rows: Int
    public let columns: Int

    /// - Precondition: both are at least 1.
    public init(rows: Int, columns: Int) {
        precondition(rows >= 1 && columns >= 1)
        self.rows = rows
        self.columns = columns
    }

    /// The centres of equal cells of the unit square through the inverse distribution function of a prior, of N(0, I)
    /// where there is none, so that each point stands for the same share of the prior: (rows · columns) × 2.
    public func quantiles(of prior: NormalScores? = nil) -> [Float] {
        let scores = prior ?? NormalScores(Normal(location: 0, scale: 1))
        let along = { (count: Int) in (0..<count).map { scores.value(ofCell: $0, of: count) } }
        return points(along(columns), along(rows))
    }

    /// Points at equal distances from `range.lowerBound` to `range.upperBound` in both dimensions:
    /// (rows · columns) × 2.
    public func linear(_ range: ClosedRange<Double>) -> [Float] {
        points(equalSteps(columns, over: range), equalSteps(rows, over: range))
    }

    private func points(_ across: [Double], _ upwards: [Double]) -> [Float] {
        upwards.reversed().flatMap { y in across.flatMap { x in [Float(x), Float(y)] } }
    }
}
