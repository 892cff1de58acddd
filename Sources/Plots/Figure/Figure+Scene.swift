extension Figure {
    /// Lays the figure out.
    ///
    /// - Throws: where the texts and the legend leave no room for the data.
    public func scene() throws(FigureError) -> Scene {
        if hasEqualUnits { return try equalized().scene() }
        let layout = try layout()
        let box = layout.data
        let inner = Box(
            x: Figure.border...Double(width) - Figure.border,
            y: Figure.border...Double(height) - Figure.border)
        var scene = Scene(width: width, height: height)
        scene.elements += rules(layout)
        for element in data { scene.elements += placed(element, in: box).clipped(to: box) }
        scene.elements += axes(layout)
        scene.elements += texts(box, bottom: inner.y.upperBound - layout.legend.size.height)
        scene.elements += layout.legend.elements(beside: box, in: inner)
        return scene
    }

    private func placed(_ element: Element, in box: Box) -> Element {
        let place = { (point: Point) in
            Point(horizontal(point.x, box), vertical(point.y, box))
        }
        return switch element {
        case .line(let points, let stroke): .line(points.map(place), stroke)
        case .polygon(let points, let paint): .polygon(points.map(place), paint)
        case .marks(let mark, let points, let radius, let paint):
            .marks(mark, points.map(place), radius: radius, paint)
        case .text(let text):
            .text(
                Text(
                    text.string, at: centered(place(text.place), text.size), size: text.size,
                    anchor: text.anchor, isVertical: text.isVertical))
        }
    }

    /// The base line of a text whose middle is at a place.
    private func centered(_ place: Point, _ size: Double) -> Point {
        Point(place.x, place.y + size * Text.capitalHeight / 2)
    }

    private func horizontal(_ value: Double, _ box: Box) -> Double {
        box.x.lowerBound + x.fraction(of: value) * (box.x.upperBound - box.x.lowerBound)
    }

    private func vertical(_ value: Double, _ box: Box) -> Double {
        box.y.upperBound - y.fraction(of: value) * (box.y.upperBound - box.y.lowerBound)
    }

    /// Faint lines through the data at the ticks, unless these have names.
    private func rules(_ layout: Layout) -> [Element] {
        let (box, stroke) = (layout.data, Stroke(.rule, width: 1))
        return (x.names.isEmpty ? layout.xTicks.values : []).map { value in
            let at = sharp(horizontal(value, box))
            return .line([Point(at, box.y.lowerBound), Point(at, box.y.upperBound)], stroke)
        }
            + (y.names.isEmpty ? layout.yTicks.values : []).map { value in
                let at = sharp(vertical(value, box))
                return .line([Point(box.x.lowerBound, at), Point(box.x.upperBound, at)], stroke)
            }
    }

    /// The frame, the lines that mark ticks, and their labels.
    private func axes(_ layout: Layout) -> [Element] {
        let (box, stroke) = (layout.data, Stroke(.ink, width: 1))
        let (left, bottom) = (box.x.lowerBound, box.y.upperBound)
        var elements: [Element] = [
            .line(
                [Point(left, box.y.lowerBound), Point(left, bottom), Point(box.x.upperBound, bottom)], stroke)
        ]
        for (values, length) in [(layout.xTicks.values, Figure.tickLength), (layout.xTicks.minor, 3)] {
            elements += values.map { value in
                let at = sharp(horizontal(value, box))
                return .line([Point(at, bottom), Point(at, bottom + length)], stroke)
            }
        }
        for (values, length) in [(layout.yTicks.values, Figure.tickLength), (layout.yTicks.minor, 3)] {
            elements += values.map { value in
                let at = sharp(vertical(value, box))
                return .line([Point(left - length, at), Point(left, at)], stroke)
            }
        }
        return elements + tickLabels(layout)
    }

    private func tickLabels(_ layout: Layout) -> [Element] {
        let (box, size, capital) = (layout.data, Figure.tickSize, Figure.tickSize * Text.capitalHeight)
        let away = Figure.tickLength + Figure.gap
        return zip(layout.xTicks.values, layout.xTicks.labels).map { value, label in
            let place = Point(horizontal(value, box), box.y.upperBound + away - 2 + capital)
            return .text(Text(label, at: place, size: size, anchor: .middle))
        }
            + zip(layout.yTicks.values, layout.yTicks.labels).map { value, label in
                let place = Point(box.x.lowerBound - away + 2, vertical(value, box) + capital / 2)
                return .text(Text(label, at: place, size: size, anchor: .end))
            }
    }

    /// - Parameter bottom: where the label of the x axis stands.
    private func texts(_ box: Box, bottom: Double) -> [Element] {
        let middle = Point(
            (box.x.lowerBound + box.x.upperBound) / 2, (box.y.lowerBound + box.y.upperBound) / 2)
        let capital = Text.capitalHeight
        let (room, tall) = (Double(width) - 2 * Figure.border, Double(height) - 2 * Figure.border)
        let titleSize = Text.size(Figure.titleSize, fitting: title, into: room)
        let xSize = Text.size(Figure.labelSize, fitting: xLabel, into: room)
        let ySize = Text.size(Figure.labelSize, fitting: yLabel, into: tall)
        // Over the middle of the data, unless that would push the ends out of the picture.
        let center = { (at: Double, width: Double, room: Double) in
            min(max(at, Figure.border + width / 2), Figure.border + room - width / 2)
        }
        let texts = [
            Text(
                title,
                at: Point(
                    center(middle.x, Text.width(of: title, size: titleSize), room),
                    Figure.border + Figure.titleSize * capital),
                size: titleSize, anchor: .middle),
            Text(
                xLabel,
                at: Point(
                    center(middle.x, Text.width(of: xLabel, size: xSize), room), bottom),
                size: xSize, anchor: .middle),
            Text(
                yLabel,
                at: Point(
                    Figure.border + Figure.labelSize * capital,
                    center(middle.y, Text.width(of: yLabel, size: ySize), tall)),
                size: ySize, anchor: .middle, isVertical: true),
        ]
        return texts.filter { !$0.string.isEmpty }.map { .text($0) }
    }
}

/// The middle of the pixel at a place, where a line of width 1 has sharp sides.
private func sharp(_ place: Double) -> Double { place.rounded(.down) + 0.5 }
