import Foundation
import Images
import Testing

@testable import Plots

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What becomes of scenes.
@Suite struct DrawingTests {
    private let scene = Scene(
        width: 40, height: 30,
        elements: [
            .polygon([Point(2, 2), Point(8, 2), Point(8, 8), Point(2, 8)], Paint(Color(0xFF0000))),
            .marks(.disc, [Point(20, 15), Point(21, 15)], radius: 4, Paint(Color(0x0000FF), opacity: 0.5)),
            .marks(.square, [Point(32, 15)], radius: 4, Paint(Color(0x00FF00))),
            .line([Point(0, 25.5), Point(40, 25.5)], Stroke(.black, width: 1, dashes: [2, 3])),
            .text(Text("1 < 2 & \"a\" \u{1}é", at: Point(1, 29), size: 8, anchor: .start)),
        ])

    private func color(_ image: Image, _ x: Int, _ y: Int) -> [UInt16] {
        let start = (y * image.width + x) * 3
        return Array(image.samples[start..<start + 3])
    }

    @Test(arguments: [1, 2, 3])
    func `pixels have the colours of the shapes`(scale: Int) throws {
        let image = try scene.image(scale: scale)
        #expect((image.width, image.height, image.channels) == (40 * scale, 30 * scale, 3))
        #expect(color(image, 5 * scale, 5 * scale) == [255, 0, 0])
        #expect(color(image, 1 * scale, 1 * scale) == [255, 255, 255])
        // Half of half of white is left where two marks overlap.
        #expect(color(image, 20 * scale, 15 * scale) == [64, 64, 255])
        #expect(color(image, 32 * scale, 15 * scale) == [0, 255, 0])
    }

    @Test func `text is drawn where it stands`() throws {
        let word = Scene(
            width: 60, height: 20,
            elements: [.text(Text("HH", at: Point(30, 15), size: 14, anchor: .middle))])
        let image = try word.image(scale: 2)
        let dark = (0..<image.samples.count / 3).filter { image.samples[3 * $0] < 128 }
        let (xs, ys) = (dark.map { $0 % image.width }, dark.map { $0 / image.width })
        // Capitals are 0.72 of 14 high, without the width of strokes, and both sides of the middle are alike.
        let height = Double(ys.max()! - ys.min()! + 1) / 2
        let middle = Double(xs.max()! + xs.min()! + 1) / 4
        #expect(abs(height - 11.3) < 0.6)
        #expect(abs(middle - 30) < 0.6)
    }

    @Test func `SVG is well-formed, whatever the text`() throws {
        let parser = XMLParser(data: Data(scene.svg().utf8))
        let names = ElementNames()
        parser.delegate = names
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(
            names.found == [
                "svg", "rect", "polygon", "g", "circle", "circle", "g", "polygon", "polyline", "text",
            ])
        #expect(names.text.contains("1 < 2 & \"a\" \u{FFFD}é"))
    }

    @Test func `numbers have two decimals at most`() {
        let scene = Scene(
            width: 9, height: 9,
            elements: [
                .line([Point(1.0 / 3, -2), Point(-0.004, 1.5), Point(7.05, 8)], Stroke(.black, width: 1.25))
            ])
        #expect(scene.svg().contains("points=\"0.33,-2 0,1.5 7.05,8\""))
        #expect(scene.svg().contains("stroke-width=\"1.25\""))
    }

    @Test func `every ASCII character has a glyph`() {
        let glyphs = (32...126).map { Glyph.of(Character(UnicodeScalar($0))) }
        // I and l look the same, as in many fonts.
        #expect(Set(glyphs.map(\.strokes)).count == 94)
        #expect(glyphs.dropFirst().allSatisfy { !$0.strokes.isEmpty && $0.advance > 0 })
        let box = Glyph.of("é").strokes
        #expect(Glyph.of("漢").strokes == box && !glyphs.map(\.strokes).contains(box))
        #expect(Glyph.of("\u{2212}").strokes == Glyph.of("-").strokes)
        #expect(Glyph.of("³").advance < Glyph.of("3").advance)
    }
}

private final class ElementNames: NSObject, XMLParserDelegate {
    var found: [String] = []
    var text = ""

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) { found.append(name) }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
