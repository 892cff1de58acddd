/// The entries of a legend in columns of equal width, from the top: to the right of the data where they take at most
/// a fifth of the picture's width, else below.
struct Legend {
    static let lineHeight = 19.0
    static let fontSize = 12.0
    private static let sampleWidth = 24.0
    private static let gap = 7.0
    private static let columnGap = 14.0

    let entries: [LegendEntry]
    let isBelow: Bool
    /// Entries in a column.
    let lines: Int
    private let columns: Int
    private let columnWidth: Double

    /// - Parameters:
    ///   - width: that of the picture within its borders; names that do not fit there are shortened.
    ///   - height: that of the data, were there no legend below.
    ///   - isAlwaysBelow: whether it is below even where there is room beside.
    init(_ entries: [LegendEntry], width: Double, height: Double, isAlwaysBelow: Bool = false) {
        let room = width - Legend.sampleWidth - Legend.gap
        self.entries = entries.map { entry in
            LegendEntry(Text.shortened(entry.name, size: Legend.fontSize, into: room), entry.sample)
        }
        let names = self.entries.map { Text.width(of: $0.name, size: Legend.fontSize) }.max() ?? 0
        columnWidth = Legend.sampleWidth + Legend.gap + names
        let step = columnWidth + Legend.columnGap
        let linesBeside = max(Int(height / Legend.lineHeight), 1)
        let columnsBeside = (entries.count + linesBeside - 1) / linesBeside
        isBelow = isAlwaysBelow || Double(columnsBeside) * step > (width + 2 * Figure.border) / 5
        if isBelow {
            let most = max(Int((width + Legend.columnGap) / step), 1)
            lines = (entries.count - 1) / most + 1
            columns = (entries.count - 1) / lines + 1
        } else {
            (lines, columns) = (linesBeside, columnsBeside)
        }
    }

    /// What the legend takes from the width, and from the height.
    var size: (width: Double, height: Double) {
        let step = columnWidth + Legend.columnGap
        return isBelow
            ? (0, Double(lines) * Legend.lineHeight + Figure.gap) : (Double(columns) * step, 0)
    }

    /// - Parameters:
    ///   - data: the rectangle of the data.
    ///   - picture: the whole picture within its borders.
    func elements(beside data: Box, in picture: Box) -> [Element] {
        let step = columnWidth + Legend.columnGap
        let extent = Double(columns) * step - Legend.columnGap
        // Below the middle of the data, as far as the borders let it.
        let centered = (data.x.lowerBound + data.x.upperBound - extent) / 2
        let corner =
            isBelow
            ? Point(
                max(min(centered, picture.x.upperBound - extent), picture.x.lowerBound),
                picture.y.upperBound - Double(lines) * Legend.lineHeight)
            : Point(data.x.upperBound + Legend.columnGap, data.y.lowerBound)
        return entries.enumerated().flatMap { index, entry in
            let (column, line) = index.quotientAndRemainder(dividingBy: lines)
            let left = corner.x + Double(column) * step
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
