/// How many of some numbers fall into each of equal bins, as `numpy.histogram` counts them.
public struct Histogram: Hashable, Sendable {
    /// One more than there are bins.
    public let edges: [Double]
    public let counts: [Int]

    /// A bin holds the numbers from its left edge up to its right one, which belongs to the next; that of the
    /// last belongs to it. A range of a single number is widened by 1/2 on both sides, and any range until bins
    /// are as wide as the distance between neighbouring numbers. Numbers outside the range are not counted.
    ///
    /// - Precondition: there is a bin; the range is finite, and no wider than a finite number.
    public init(_ values: [Double], range: ClosedRange<Double>, bins: Int) {
        precondition(bins > 0, "a histogram of \(bins) bins")
        let range = Histogram.widened(range, bins: bins)
        let (low, high) = (range.lowerBound, range.upperBound)
        let step = (high - low) / Double(bins)
        let edges = (0..<bins).map { Double($0) * step + low } + [high]
        var counts = [Int](repeating: 0, count: bins)
        for value in values where value >= low && value <= high {
            var bin = min(Int((value - low) / (high - low) * Double(bins)), bins - 1)
            // Rounding may have moved it over an edge.
            if value < edges[bin] {
                bin -= 1
            } else if value >= edges[bin + 1] && bin < bins - 1 {
                bin += 1
            }
            counts[bin] += 1
        }
        self.edges = edges
        self.counts = counts
    }

    private static func widened(_ range: ClosedRange<Double>, bins: Int) -> ClosedRange<Double> {
        let isPoint = range.lowerBound == range.upperBound
        let width = isPoint ? 1 : range.upperBound - range.lowerBound
        let least = max(max(abs(range.lowerBound), abs(range.upperBound)).ulp * 2, 1e-290) * Double(bins)
        if !isPoint && width >= least { return range }
        let room = max(width, least) / 2
        let middle = range.lowerBound / 2 + range.upperBound / 2
        return middle - room...middle + room
    }

    /// The outline over the bins: from the base up, along the tops, and down again.
    ///
    /// - Parameter heights: one for each bin.
    public func outline(_ heights: [Double]) -> [Point] {
        [Point(edges[0], 0)]
            + heights.indices.flatMap { [Point(edges[$0], heights[$0]), Point(edges[$0 + 1], heights[$0])] }
            + [Point(edges[edges.count - 1], 0)]
    }

    /// The counts as a density, whose integral over all bins is 1; of no numbers, 0.
    public var density: [Double] {
        let total = Double(max(counts.reduce(0, +), 1))
        return counts.indices.map { Double(counts[$0]) / total / (edges[$0 + 1] - edges[$0]) }
    }
}
