import Testing

@testable import Plots

@Suite struct CoverageTests {
    private let bounds = Box(x: 0...20, y: 0...20)

    @Test func `a rectangle covers the exact part of each pixel`() {
        let corners = [Point(1.25, 2.5), Point(4.5, 2.5), Point(4.5, 4.75), Point(1.25, 4.75)]
        for points in [corners, corners.reversed()] {
            let coverage = Coverage.polygon(points, within: bounds)
            #expect((coverage.left, coverage.top) == (1, 2))
            #expect((coverage.width, coverage.height) == (4, 3))
            let (across, down) = ([0.75, 1, 1, 0.5], [0.5, 1, 0.75])
            for (row, y) in down.enumerated() {
                for (column, x) in across.enumerated() {
                    #expect(abs(coverage.parts[row * 4 + column] - x * y) < 1e-12)
                }
            }
        }
    }

    @Test func `a triangle covers half of the pixels on its diagonal`() {
        let coverage = Coverage.polygon([Point(2, 2), Point(5, 5), Point(2, 5)], within: bounds)
        #expect(coverage.parts == [0.5, 0, 0, 1, 0.5, 0, 1, 1, 0.5])
    }

    @Test func `the parts of any polygon add up to its area`() {
        let polygon = [
            Point(1.3, 2.1), Point(17.9, 0.4), Point(12.2, 9.7), Point(19.1, 18.8), Point(3.3, 15.5),
        ]
        let coverage = Coverage.polygon(polygon, within: bounds)
        #expect(abs(coverage.parts.reduce(0, +) - area(of: polygon)) < 1e-9)
        #expect(coverage.parts.allSatisfy { $0 >= 0 && $0 <= 1 })
    }

    @Test func `what lies outside is cut off`() {
        let square = [Point(-5, -5), Point(3, -5), Point(3, 3), Point(-5, 3)]
        #expect(Coverage.polygon(square, within: bounds).parts.reduce(0, +) == 9)
        let far = square.map { Point($0.x - 100, $0.y) }
        #expect(Coverage.polygon(far, within: bounds).parts.isEmpty)
        #expect(Coverage.line(far, width: 1, within: bounds).parts.isEmpty)
    }

    @Test func `a line along pixels covers them wholly`() {
        let coverage = Coverage.line([Point(3, 5), Point(13, 5)], width: 2, within: bounds)
        let row = 4 - coverage.top
        for y in [row, row + 1] {
            let parts = coverage.parts[y * coverage.width..<(y + 1) * coverage.width]
            #expect(parts.dropFirst(3 - coverage.left).prefix(10).allSatisfy { $0 == 1 })
        }
        #expect(coverage.parts[(row - 1) * coverage.width + 8 - coverage.left] == 0)
    }

    @Test(arguments: [1.0, 1.7, 4])
    func `across a line the parts add up to its width`(width: Double) {
        for slope in [0, 0.3, 1] {
            let coverage = Coverage.line(
                [Point(-50, 10.3 - 60 * slope), Point(70, 10.3 + 60 * slope)], width: width, within: bounds)
            let column = 10 - coverage.left
            let sum = (0..<coverage.height).reduce(0) { $0 + coverage.parts[$1 * coverage.width + column] }
            // Down a column a line is longer by the secant of its slope.
            #expect(abs(sum - width * (1 + slope * slope).squareRoot()) < 0.15, "\(slope)")
        }
    }

    @Test func `a single point is a disc`() {
        let coverage = Coverage.line([Point(10.2, 9.7)], width: 12, within: bounds)
        #expect(abs(coverage.parts.reduce(0, +) - .pi * 36) < 0.5)
    }

    @Test func `joints are covered once`() {
        let straight = Coverage.line([Point(2, 10.4), Point(18, 10.4)], width: 2.4, within: bounds)
        let pieces = Coverage.line(
            (0...64).map { Point(2 + Double($0) / 4, 10.4) }, width: 2.4, within: bounds)
        for (part, other) in zip(straight.parts, pieces.parts) { #expect(abs(part - other) < 1e-9) }
    }

    @Test func `dashes are as long as they should be`() {
        let corner = [Point(0, 0), Point(10, 0), Point(10, 5)]
        let dashes = pieces(of: corner, dashes: [4, 2])
        #expect(
            dashes == [
                [Point(0, 0), Point(4, 0)], [Point(6, 0), Point(10, 0)], [Point(10, 2), Point(10, 5)],
            ])
        #expect(pieces(of: [Point(0, 0), Point(6, 0)], dashes: [4, 2]) == [[Point(0, 0), Point(4, 0)]])
    }
}

/// By the shoelace formula.
private func area(of polygon: [Point]) -> Double {
    let next = polygon.dropFirst() + polygon.prefix(1)
    return abs(zip(polygon, next).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }) / 2
}
