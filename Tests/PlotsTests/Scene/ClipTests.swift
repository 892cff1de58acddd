import Testing

@testable import Plots

@Suite struct ClipTests {
    private let box = Box(x: 0...10, y: 0...10)
    private let stroke = Stroke(.black, width: 1)

    @Test func `a line within stays as it is`() {
        let line = Element.line([Point(0, 0), Point(5, 10), Point(10, 0)], stroke)
        #expect(line.clipped(to: box) == [line])
    }

    @Test func `a line that leaves and returns comes to pieces`() {
        let line = Element.line([Point(0, 5), Point(5, 5), Point(5, 15), Point(8, 15), Point(8, 5)], stroke)
        #expect(
            line.clipped(to: box) == [
                .line([Point(0, 5), Point(5, 5), Point(5, 10)], stroke),
                .line([Point(8, 10), Point(8, 5)], stroke),
            ])
    }

    @Test func `what is outside goes`() {
        let points = [Point(11, 0), Point(12, 5), Point(20, 20)]
        #expect(Element.line(points, stroke).clipped(to: box).isEmpty)
        #expect(Element.polygon(points, Paint(.black)).clipped(to: box).isEmpty)
        #expect(
            Element.marks(.disc, points + [Point(1, 2)], radius: 2, Paint(.black)).clipped(to: box)
                == [.marks(.disc, [Point(1, 2)], radius: 2, Paint(.black))])
    }

    @Test func `a polygon is cut at the sides`() {
        let square = [Point(5, 5), Point(15, 5), Point(15, 15), Point(5, 15)]
        let cut = clippedPolygon(square, within: box)
        #expect(Set(cut) == [Point(5, 5), Point(10, 5), Point(10, 10), Point(5, 10)])
    }
}
