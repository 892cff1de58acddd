/// A rectangle with its sides along the axes.
struct Box: Hashable, Sendable {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>

    func contains(_ point: Point) -> Bool { x.contains(point.x) && y.contains(point.y) }
}

extension Element {
    /// The parts within a box: a line may come to pieces; of a mark the centre counts; texts stay whole.
    func clipped(to box: Box) -> [Element] {
        switch self {
        case .line(let points, let stroke):
            return pieces(of: points, within: box).map { .line($0, stroke) }
        case .polygon(let points, let paint):
            let inside = clippedPolygon(points, within: box)
            return inside.isEmpty ? [] : [.polygon(inside, paint)]
        case .marks(let mark, let centers, let radius, let paint):
            return [.marks(mark, centers.filter(box.contains), radius: radius, paint)]
        case .text: return [self]
        }
    }
}

/// The runs of a line that lie within a box.
private func pieces(of points: [Point], within box: Box) -> [[Point]] {
    var result: [[Point]] = []
    for (start, end) in zip(points, points.dropFirst()) {
        guard let (first, last) = segment(start, end, within: box) else { continue }
        if result.last?.last == first {
            result[result.count - 1].append(last)
        } else {
            result.append([first, last])
        }
    }
    return result
}

/// The part of a segment within a box, by Liang and Barsky: the ends stay as they are where they lie inside.
private func segment(_ start: Point, _ end: Point, within box: Box) -> (Point, Point)? {
    var (from, to) = (0.0, 1.0)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    for (step, room) in [
        (-dx, start.x - box.x.lowerBound), (dx, box.x.upperBound - start.x),
        (-dy, start.y - box.y.lowerBound), (dy, box.y.upperBound - start.y),
    ] {
        if step == 0 {
            if room < 0 { return nil }
        } else if step < 0 {
            from = max(from, room / step)
        } else {
            to = min(to, room / step)
        }
    }
    guard from <= to else { return nil }
    let at = { (part: Double) in Point(start.x + part * dx, start.y + part * dy) }
    return (from == 0 ? start : at(from), to == 1 ? end : at(to))
}

/// The part of a polygon within a box, by Sutherland and Hodgman.
func clippedPolygon(_ points: [Point], within box: Box) -> [Point] {
    var result = points
    for (limit, sign, isX) in [
        (box.x.lowerBound, 1.0, true), (box.x.upperBound, -1.0, true),
        (box.y.lowerBound, 1.0, false), (box.y.upperBound, -1.0, false),
    ] {
        let depth = { (point: Point) in sign * ((isX ? point.x : point.y) - limit) }
        var kept: [Point] = []
        for (index, point) in result.enumerated() {
            let last = result[index == 0 ? result.count - 1 : index - 1]
            let (before, here) = (depth(last), depth(point))
            if (before < 0) != (here < 0) {
                let part = before / (before - here)
                let crossing = Point(last.x + part * (point.x - last.x), last.y + part * (point.y - last.y))
                kept.append(isX ? Point(limit, crossing.y) : Point(crossing.x, limit))
            }
            if here >= 0 { kept.append(point) }
        }
        result = kept
    }
    return result
}
