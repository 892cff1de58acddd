import Testing

@testable import Plots

@Suite struct FigureTests {
    private func figure(entries: Int = 3, points: [Point] = [Point(0, 0), Point(1, 1)]) -> Figure {
        var figure = Figure(x: Axis(range: 0...1), y: Axis(range: 0...1))
        figure.title = "a title"
        figure.xLabel = "x"
        figure.yLabel = "y"
        figure.data = [.line(points, Stroke(.black, width: 2))]
        figure.legend = (0..<entries).map { LegendEntry("entry \($0)", .line(Stroke(.black, width: 2))) }
        return figure
    }

    private func texts(_ scene: Scene) -> [Text] {
        scene.elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// The rectangle that a text takes, more or less.
    private func box(_ text: Text) -> Box {
        let width = Text.width(of: text.string, size: text.size)
        let start: Double =
            switch text.anchor {
            case .start: 0
            case .middle: width / 2
            case .end: width
            }
        let height = Text.capitalHeight * text.size
        if text.isVertical {
            let bottom = text.place.y + start
            return Box(x: text.place.x - height...text.place.x, y: bottom - width...bottom)
        }
        let left = text.place.x - start
        return Box(x: left...left + width, y: text.place.y - height...text.place.y)
    }

    @Test(arguments: [(640, 480), (300, 200), (2000, 1000)], [0, 3, 30])
    func `texts stand apart, within the picture and outside of the data`(size: (Int, Int), entries: Int)
        throws
    {
        var figure = figure(entries: entries)
        (figure.width, figure.height) = size
        guard let layout = try? figure.layout() else {
            #expect(entries == 30 && size.0 == 300)
            return
        }
        let boxes = try texts(figure.scene()).map(box)
        let picture = Box(x: 0...Double(size.0), y: 0...Double(size.1))
        for (index, box) in boxes.enumerated() {
            #expect(box.intersection(picture) == box)
            #expect(box.intersection(layout.data) == nil)
            #expect(boxes[(index + 1)...].allSatisfy { $0.intersection(box) == nil })
        }
    }

    @Test func `data go to their places`() throws {
        let box = try figure().layout().data
        let lines = try figure().scene().elements.compactMap { element -> [Point]? in
            if case .line(let points, let stroke) = element, stroke.width == 2 { points } else { nil }
        }
        #expect(
            lines[0] == [
                Point(box.x.lowerBound, box.y.upperBound), Point(box.x.upperBound, box.y.lowerBound),
            ])
    }

    @Test func `without room there is no picture`() {
        var small = figure()
        (small.width, small.height) = (100, 100)
        #expect(throws: FigureError.self) { try small.scene() }
    }

    @Test func `long titles shrink`() throws {
        var figure = figure()
        figure.title = String(repeating: "word ", count: 50)
        let title = try #require(texts(figure.scene()).first { $0.string == figure.title })
        #expect(Text.width(of: title.string, size: title.size) <= 640 && title.size < Figure.titleSize)
    }

    @Test func `units are equally long where that is asked for`() throws {
        for (width, height) in [(640, 480), (300, 900), (900, 200)] {
            var figure = figure()
            (figure.width, figure.height, figure.hasEqualUnits) = (width, height, true)
            figure.x = Axis(range: 1000...1010)
            figure.y = Axis(range: -1...0.5)
            let equal = try figure.equalized()
            let box = try equal.layout().data
            let unit = { (axis: Axis, side: ClosedRange<Double>) in
                (side.upperBound - side.lowerBound) * (axis.fraction(of: 1) - axis.fraction(of: 0))
            }
            #expect(abs(unit(equal.x, box.x) / unit(equal.y, box.y) - 1) < 1e-9)
            #expect(equal.x.range.contains(1000) && equal.x.range.contains(1010))
            #expect(equal.y.range.contains(-1) && equal.y.range.contains(0.5))
            #expect(equal.x.range == figure.x.range || equal.y.range == figure.y.range)
        }
    }

    @Test func `40 classes look different`() {
        let styles = (0..<Mark.styleCount).map { "\(Mark.style(of: $0))" }
        #expect(styles.count == 40 && Set(styles).count == 40)
    }
}
