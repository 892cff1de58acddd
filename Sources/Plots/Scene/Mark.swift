/// What stands for a point of data.
public enum Mark: CaseIterable, Hashable, Sendable {
    case disc, square, triangle, diamond

    /// The corners around a centre, for marks of about the area of a disc of this radius; none for the disc.
    func corners(around center: Point, radius: Double) -> [Point] {
        unitCorners.map { Point(center.x + radius * $0.x, center.y + radius * $0.y) }
    }

    private var unitCorners: [Point] {
        switch self {
        case .disc: []
        case .square: [Point(-0.9, -0.9), Point(0.9, -0.9), Point(0.9, 0.9), Point(-0.9, 0.9)]
        case .triangle: [Point(0, -1.4), Point(1.3, 0.9), Point(-1.3, 0.9)]
        case .diamond: [Point(0, -1.4), Point(1.2, 0), Point(0, 1.4), Point(-1.2, 0)]
        }
    }
}

extension Mark {
    /// How the class of a number is drawn: no two of the first 40 look the same.
    public static func style(of number: Int) -> (mark: Mark, color: Color) {
        let colors = Color.palette
        return (allCases[number / colors.count % allCases.count], colors[number % colors.count])
    }

    /// How many classes ``style(of:)`` tells apart.
    public static let styleCount = allCases.count * Color.palette.count
}
