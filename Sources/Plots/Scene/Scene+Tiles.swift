extension Scene {
    /// Scenes of one size side by side in rows, below a scene that stands in the middle over them.
    /// - Precondition: there is one, and a column.
    public init(tiles: [Scene], columns: Int, below top: Scene? = nil) {
        let (width, height) = (tiles[0].width, tiles[0].height)
        let columns = min(columns, tiles.count)
        let above = top?.height ?? 0
        self.init(
            width: max(columns * width, top?.width ?? 0),
            height: above + (tiles.count + columns - 1) / columns * height)
        if let top { elements += top.moved(right: Double(self.width - top.width) / 2, down: 0) }
        for (index, tile) in tiles.enumerated() {
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            elements += tile.moved(right: Double(column * width), down: Double(above + row * height))
        }
    }

    private func moved(right: Double, down: Double) -> [Element] {
        let move = { (point: Point) in Point(point.x + right, point.y + down) }
        return elements.map { element in
            switch element {
            case .line(let points, let stroke): .line(points.map(move), stroke)
            case .polygon(let points, let paint): .polygon(points.map(move), paint)
            case .marks(let mark, let points, let radius, let paint):
                .marks(mark, points.map(move), radius: radius, paint)
            case .text(let text):
                .text(
                    Text(
                        text.string, at: move(text.place), size: text.size, anchor: text.anchor,
                        isVertical: text.isVertical))
            }
        }
    }

    /// One line of entries, and a title over it, as high as they need.
    public init(legend entries: [LegendEntry], title: String, width: Int) {
        let top = title.isEmpty ? 0 : Figure.titleSize + Figure.gap
        let room = Double(width) - 2 * Figure.border
        let legend = Legend(entries, width: room, height: 0, isAlwaysBelow: true)
        let height = Figure.border + top + Double(legend.lines) * Legend.lineHeight
        self.init(width: width, height: Int(height.rounded(.up)))
        let box = Box(x: Figure.border...Figure.border + room, y: 0...height)
        if !title.isEmpty {
            let size = Text.size(Figure.titleSize, fitting: title, into: room)
            let place = Point(Double(width) / 2, Figure.border + Figure.titleSize * Text.capitalHeight)
            elements.append(.text(Text(title, at: place, size: size, anchor: .middle)))
        }
        elements += legend.elements(beside: box, in: box)
    }
}
