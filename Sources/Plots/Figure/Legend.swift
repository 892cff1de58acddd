/// The entries of a legend in columns of equal width, from the top.
struct Legend {
    static let lineHeight = 19.0
    static let fontSize = 12.0
    private static let sampleWidth = 24.0
    private static let gap = 7.0
    private static let columnGap = 14.0

    let entries: [LegendEntry]
    /// Entries in a column.
    let lines: Int

    /// - Parameter height: that of the data beside it.
    init(_ entries: [LegendEntry], height: Double) {
        self.entries = entries
        lines = max(Int(height / Legend.lineHeight), 1)
    }

    private var columns: Int { entries.isEmpty ? 0 : (entries.count - 1) / lines + 1 }

    private var columnWidth: Double {
        let names = entries.map { Text.width(of: $0.name, size: Legend.fontSize) }.max() ?? 0
        return Legend.sampleWidth + Legend.gap + names
    }

    var width: Double { Double(columns) * (columnWidth + Legend.columnGap) }

    /// - Parameter corner: the top left.
    func elements(at corner: Point) -> [Element] {
        entries.enumerated().flatMap { index, entry in
            let (column, line) = index.quotientAndRemainder(dividingBy: lines)
            let left = corner.x + Legend.columnGap + Double(column) * (columnWidth + Legend.columnGap)
            let middle = corner.y + (Double(line) + 0.5) * Legend.lineHeight
            let name = Text(
                entry.name,
                at: Point(
                    left + Legend.sampleWidth + Legend.gap,
                    middle + Legend.fontSize * Text.capitalHeight / 2),
                size: Legend.fontSize, anchor: .start)
            return entry.sample.elements(from: Point(left, middle), width: Legend.sampleWidth) + [.text(name)]
        }
    }
}

extension LegendEntry.Sample {
    /// - Parameter start: the middle of the left side.
    fileprivate func elements(from start: Point, width: Double) -> [Element] {
        let end = Point(start.x + width, start.y)
        switch self {
        case .line(let stroke): return [.line([start, end], stroke)]
        case .mark(let mark, let color):
            return [.marks(mark, [Point(start.x + width / 2, start.y)], radius: 4, Paint(color))]
        case .area(let paint, let stroke):
            let corners = [
                Point(start.x + 3, start.y + 5), Point(start.x + 3, start.y - 5),
                Point(end.x - 3, start.y - 5),
                Point(end.x - 3, start.y + 5),
            ]
            return [.polygon(corners, paint), .line(corners + [corners[0]], stroke)]
        }
    }
}
