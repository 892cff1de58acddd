/// How much of each pixel of a rectangle a element covers, from 0 to 1. Pixel i reaches from i to i + 1.
struct Coverage {
    let left: Int
    let top: Int
    let width: Int
    let height: Int
    /// height × width, the top row first.
    var parts: [Double]

    /// Nothing is covered yet of the pixels that `box` touches.
    init(touching box: Box) {
        left = Int(box.x.lowerBound.rounded(.down))
        top = Int(box.y.lowerBound.rounded(.down))
        width = Int(box.x.upperBound.rounded(.up)) - left
        height = Int(box.y.upperBound.rounded(.up)) - top
        parts = [Double](repeating: 0, count: width * height)
    }
}

extension Box {
    /// The least box around points.
    init(around points: [Point]) {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        self.init(x: (xs.min() ?? 0)...(xs.max() ?? 0), y: (ys.min() ?? 0)...(ys.max() ?? 0))
    }

    /// What two boxes share; nil where that is nothing.
    func intersection(_ other: Box) -> Box? {
        guard x.overlaps(other.x), y.overlaps(other.y) else { return nil }
        return Box(x: x.clamped(to: other.x), y: y.clamped(to: other.y))
    }

    func widened(by room: Double) -> Box {
        Box(
            x: x.lowerBound - room...x.upperBound + room, y: y.lowerBound - room...y.upperBound + room)
    }

    static let empty = Box(x: 0...0, y: 0...0)
}
