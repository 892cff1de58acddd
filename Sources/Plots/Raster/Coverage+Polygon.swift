extension Coverage {
    /// A polygon that does not cross itself: the exact area of each pixel that lies inside.
    ///
    /// - Parameter bounds: nothing is told of what lies outside.
    static func polygon(_ points: [Point], within bounds: Box) -> Coverage {
        let points = clippedPolygon(points, within: bounds)
        guard points.count > 2 else { return Coverage(touching: .empty) }
        var coverage = Coverage(touching: Box(around: points))
        // What an edge adds to a pixel and, being summed over the row, to all pixels to the right of it.
        var changes = [Double](repeating: 0, count: coverage.height * (coverage.width + 2))
        for (index, point) in points.enumerated() {
            coverage.add(points[index == 0 ? points.count - 1 : index - 1], point, to: &changes)
        }
        for row in 0..<coverage.height {
            var sum = 0.0
            for column in 0..<coverage.width {
                sum += changes[row * (coverage.width + 2) + column]
                coverage.parts[row * coverage.width + column] = min(abs(sum), 1)
            }
        }
        return coverage
    }

    /// Adds the signed area between an edge and the right side, row by row.
    private func add(_ start: Point, _ end: Point, to changes: inout [Double]) {
        if start.y == end.y { return }
        let (upper, lower, sign) = start.y < end.y ? (start, end, 1.0) : (end, start, -1.0)
        let slope = (lower.x - upper.x) / (lower.y - upper.y)
        for row in Int(upper.y.rounded(.down))..<Int(lower.y.rounded(.up)) {
            let (first, last) = (max(upper.y, Double(row)), min(lower.y, Double(row + 1)))
            let ends = [first, last].map { upper.x + slope * ($0 - upper.y) - Double(left) }
            let base = (row - top) * (width + 2)
            add(
                from: max(min(ends[0], ends[1]), 0), to: min(max(ends[0], ends[1]), Double(width)),
                height: sign * (last - first), at: base, to: &changes)
        }
    }

    /// Adds an edge within one row, from the x of its left to that of its right end.
    private func add(
        from x0: Double, to x1: Double, height: Double, at base: Int, to changes: inout [Double]
    ) {
        var column = Int(x0)
        var x = x0
        repeat {
            // The piece of the edge within one column.
            let end = min(x1, Double(column + 1))
            let piece = x1 > x0 ? height * (end - x) / (x1 - x0) : height
            let toTheRight = Double(column + 1) - (x + end) / 2
            changes[base + column] += piece * toTheRight
            changes[base + column + 1] += piece * (1 - toTheRight)
            x = end
            column += 1
        } while x < x1
    }
}
