import CLibrary

/// Points around a vector: one dimension at a time takes values at equal distances, or with equal distances of their
/// normal scores, while the others stay (Higgins et
/// al. 2017, figure 4).
public struct Traversal: Sendable {
    public let dimensions: [Int]
    /// The values that a dimension takes, in place of its own.
    public let values: [Float]

    /// - Parameters:
    ///   - range: both ends are values.
    ///   - steps: how many values, at least 1; of one, the middle.
    ///   - scores: what turns steps into values; nil: they are values.
    public init(dimensions: [Int], range: ClosedRange<Double>, steps: Int, scores: NormalScores? = nil) {
        self.dimensions = dimensions
        values = equalSteps(steps, over: range).map { Float(scores?.value($0) ?? $0) }
    }

    /// How many points surround each vector.
    public var points: Int { dimensions.count * values.count }

    /// The points around each of some vectors, B × J, dimension by dimension: (B · ``points``) × J.
    public func around(_ rows: [Float], columns: Int) -> [Float] {
        precondition(dimensions.allSatisfy { 0..<columns ~= $0 })
        MemoryFailure.require(
            "points of a traversal", count: rows.count * points, size: MemoryLayout<Float>.size)
        var result: [Float] = []
        result.reserveCapacity(rows.count * points)
        for start in stride(from: 0, to: rows.count, by: columns) {
            for dimension in dimensions {
                for value in values {
                    result += rows[start..<start + columns]
                    result[result.count - columns + dimension] = value
                }
            }
        }
        return result
    }
}

/// `count` numbers at equal distances from one end of the range to the other; of one, the middle.
func equalSteps(_ count: Int, over range: ClosedRange<Double>) -> [Double] {
    (0..<count).map { index in
        let fraction = count == 1 ? 0.5 : Double(index) / Double(count - 1)
        return range.lowerBound * (1 - fraction) + range.upperBound * fraction
    }
}
