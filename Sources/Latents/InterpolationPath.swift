/// A way through vectors that come one after the other, in N equal steps from each to the next.
///
/// The first vector gives itself. Each that follows gives N points, from the one after its predecessor to itself, so
/// that n vectors give (n − 1) N + 1.
public struct InterpolationPath {
    private let interpolation: Interpolation
    private let steps: Int
    private let columns: Int
    private let scores: NormalScores?
    private var first: [Float] = []
    private var last: [Float] = []

    /// - Parameters:
    ///   - steps: N, at least 1.
    ///   - columns: J.
    ///   - scores: whose scores go the way; nil: the vectors do.
    public init(_ interpolation: Interpolation, steps: Int, columns: Int, scores: NormalScores? = nil) {
        precondition(steps >= 1 && columns >= 1)
        (self.interpolation, self.steps, self.columns) = (interpolation, steps, columns)
        self.scores = scores
    }

    /// How many points the next `count` vectors will give; nil where an `Int` does not hold it.
    public func points(of count: Int) -> Int? {
        guard first.isEmpty, count > 0 else { return product(count, steps) }
        return product(count - 1, steps).flatMap { $0 < .max ? $0 + 1 : nil }
    }

    /// The points that some vectors give, B × J.
    public mutating func advance(through rows: [Float]) -> [Float] {
        var points: [Float] = []
        points.reserveCapacity(rows.count * steps)
        for start in stride(from: 0, to: rows.count, by: columns) {
            let row = Array(rows[start..<start + columns])
            if first.isEmpty {
                first = row
                points += row
            } else {
                append(1...steps, from: last, to: row, &points)
            }
            last = row
        }
        return points
    }

    /// The N − 1 points between the last vector and the first; none without vectors.
    public func wayBack() -> [Float] {
        var points: [Float] = []
        if steps > 1, !first.isEmpty { append(1...steps - 1, from: last, to: first, &points) }
        return points
    }

    private func append(
        _ range: ClosedRange<Int>, from a: [Float], to b: [Float], _ points: inout [Float]
    ) {
        guard let scores else {
            points += way(Array(range), from: a, to: b)
            return
        }
        let score = { (z: Float) in scores.score(Double(z)) }
        let inner = range.filter { $0 < steps }
        points += way(inner, from: a.map(score), to: b.map(score)).map { Float(scores.value($0)) }
        if inner.count < range.count { points += b }
    }

    private func way<Value: BinaryFloatingPoint>(
        _ taken: [Int], from a: [Value], to b: [Value]
    ) -> [Value] {
        [Value](unsafeUninitializedCapacity: taken.count * columns) { buffer, count in
            for (index, step) in taken.enumerated() {
                let point = UnsafeMutableBufferPointer(
                    rebasing: buffer[index * columns..<(index + 1) * columns])
                a.withUnsafeBufferPointer { a in
                    b.withUnsafeBufferPointer { b in
                        interpolation.interpolate(
                            from: a, to: b, at: Double(step) / Double(steps), into: point)
                    }
                }
            }
            count = taken.count * columns
        }
    }

    private func product(_ a: Int, _ b: Int) -> Int? {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? nil : product
    }
}
