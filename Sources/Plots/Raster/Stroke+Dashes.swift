/// The parts of a line that are drawn: `dashes` are lengths that are drawn and left out, in turn.
func pieces(of points: [Point], dashes: [Double]) -> [[Point]] {
    guard let first = points.first, dashes.allSatisfy({ $0 > 0 }) else { return [points] }
    var result: [[Point]] = [[first]]
    var (dash, left) = (0, dashes[0])
    for (start, end) in zip(points, points.dropFirst()) {
        let length = ((end.x - start.x) * (end.x - start.x) + (end.y - start.y) * (end.y - start.y))
            .squareRoot()
        var done = 0.0
        while length - done >= left {
            done += left
            let place = Point(
                start.x + done / length * (end.x - start.x), start.y + done / length * (end.y - start.y))
            if dash.isMultiple(of: 2) {
                result[result.count - 1].append(place)
            } else {
                result.append([place])
            }
            dash += 1
            left = dashes[dash % dashes.count]
        }
        left -= length - done
        if dash.isMultiple(of: 2) && done < length { result[result.count - 1].append(end) }
    }
    // Where a gap ends with the line, nothing is left to draw.
    return result.filter { $0.count > 1 }
}
