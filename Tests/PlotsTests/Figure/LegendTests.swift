import Testing

@testable import Plots

@Suite struct LegendTests {
    private func figure(_ names: [String]) -> Figure {
        var figure = Figure(x: Axis(range: 0...1), y: Axis(range: 0...1))
        figure.xLabel = "x"
        figure.legend = names.map { LegendEntry($0, .line(Stroke(.black, width: 2))) }
        return figure
    }

    private let names = [
        ["a"], ["training", "validation"], (0..<40).map { "\($0)" },
        (0..<9).map { "hidden-\($0)00-rate-0.0005" },
        [String(repeating: "word ", count: 50)], [String(repeating: "x", count: 100_000)],
    ]

    @Test(arguments: [(640, 480), (480, 360), (1200, 600)])
    func `legends take a fifth of the width at most`(width: Int, height: Int) throws {
        for names in names {
            var figure = figure(names)
            (figure.width, figure.height) = (width, height)
            let box = try figure.layout().data
            #expect(box.x.upperBound >= 0.8 * Double(width) - Figure.border - 1)
        }
    }

    @Test func `names that are short stand beside the data, others below`() throws {
        let isBelow = try names.map { try figure($0).layout().legend.isBelow }
        #expect(isBelow == [false, false, false, true, true, true])
    }

    @Test func `a legend below stands under the label of the axis`() throws {
        let figure = figure(names[3])
        let texts = try figure.scene().elements.compactMap {
            if case .text(let text) = $0 { text } else { nil }
        }
        let label = try #require(texts.first { $0.string == "x" }).place.y
        let entries = texts.filter { names[3].contains($0.string) }
        #expect(entries.count == 9)
        #expect(entries.allSatisfy { $0.place.y - Legend.fontSize > label && $0.place.y < 480 })
    }

    @Test func `a name that is wider than the picture loses its middle`() {
        #expect(Text.shortened("abc", size: 12, into: 1000) == "abc")
        let name = Text.shortened("the beginning and the end", size: 12, into: 100)
        #expect(name.hasPrefix("the be") && name.contains("..") && name.hasSuffix("end"))
        #expect(Text.width(of: name, size: 12) <= 100)
    }
}
