/// Where a density lies, and how wide it is, in each of some coordinates.
public struct CoordinateFrame: Sendable {
    /// Means, or medians.
    public let centers: [Double]
    /// Standard deviations, or half the distances between the quantiles that a Gaussian has one deviation from its mean.
    public let spreads: [Double]

    /// Φ(−1).
    static let tail = 0.158_655_253_931_457_05

    public init(centers: [Double], spreads: [Double]) {
        (self.centers, self.spreads) = (centers, spreads)
    }

    /// Medians and quantiles of draws, those of one coordinate after those of another.
    init(draws: [[Double]]) {
        let sorted = draws.map { $0.sorted() }
        func quantile(_ draws: [Double], _ p: Double) -> Double { draws[Int(p * Double(draws.count))] }
        centers = sorted.map { quantile($0, 0.5) }
        spreads = sorted.map { (quantile($0, 1 - Self.tail) - quantile($0, Self.tail)) / 2 }
    }
}
