extension Coverage {
    /// A line with round ends and joins; a disc where it is a single point.
    ///
    /// A pixel whose centre is the distance d from the line is covered by width / 2 − d + 1/2, within 0 to 1: what
    /// covers a pixel of two segments is counted once. Across a straight line of width 1 or more, these parts
    /// add up to its width.
    ///
    /// - Parameter bounds: nothing is told of what lies outside.
    static func line(_ points: [Point], width: Double, within bounds: Box) -> Coverage {
        let reach = width / 2 + 0.5
        guard let box = Box(around: points).widened(by: reach).intersection(bounds) else {
            return Coverage(touching: .empty)
        }
        var coverage = Coverage(touching: box)
        for (start, end) in zip(points, points.count == 1 ? points[...] : points.dropFirst()) {
            coverage.add(start, end, reach: reach)
        }
        return coverage
    }

    private mutating func add(_ start: Point, _ end: Point, reach: Double) {
        guard
            let box = Box(around: [start, end]).widened(by: reach).intersection(
                Box(
                    x: Double(left)...Double(left + width), y: Double(top)...Double(top + height)))
        else { return }
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let square = dx * dx + dy * dy
        for row in Int(box.y.lowerBound)..<Int(box.y.upperBound.rounded(.up)) {
            for column in Int(box.x.lowerBound)..<Int(box.x.upperBound.rounded(.up)) {
                let (x, y) = (Double(column) + 0.5 - start.x, Double(row) + 0.5 - start.y)
                let along = square > 0 ? min(max((x * dx + y * dy) / square, 0), 1) : 0
                let (offX, offY) = (x - along * dx, y - along * dy)
                let part = reach - (offX * offX + offY * offY).squareRoot()
                guard part > 0 else { continue }
                let index = (row - top) * width + column - left
                parts[index] = max(parts[index], min(part, 1))
            }
        }
    }
}
