import Images
import SystemPackage
import Testing

/// Kinds of PNG that we do not write ourselves.
@Suite struct PNGDecodeTests {
    @Test func `one bit becomes eight`() throws {
        let png = RawPNG(
            width: 3, height: 2, depth: 1, colourType: 0, lines: [0, 0b1010_0000, 0, 0b0110_0000])
        #expect(try decode(png.bytes) == grey(3, 2, [255, 0, 255, 0, 255, 255]))
    }

    @Test func `four bits become eight`() throws {
        let png = RawPNG(width: 3, height: 1, depth: 4, colourType: 0, lines: [0, 0x0F, 0x80])
        #expect(try decode(png.bytes) == grey(3, 1, [0, 255, 0x88]))
    }

    @Test func `a palette becomes RGB`() throws {
        let image = try decode(palette.bytes)
        #expect(image.channels == 3 && image.depth == .eight)
        #expect(image.samples == [255, 0, 0, 1, 2, 3])
    }

    @Test func `a transparent palette becomes RGBA`() throws {
        var png = palette
        png.chunks.append(("tRNS", [64]))
        let image = try decode(png.bytes)
        #expect(image.channels == 4)
        #expect(image.samples == [255, 0, 0, 64, 1, 2, 3, 255])
    }

    @Test func `a transparent grey becomes alpha`() throws {
        var png = RawPNG(width: 2, height: 1, depth: 16, colourType: 0, lines: [0, 1, 2, 3, 4])
        png.chunks = [("tRNS", [3, 4])]
        let image = try decode(png.bytes)
        #expect(image.channels == 2 && image.depth == .sixteen)
        #expect(image.samples == [0x0102, 0xFFFF, 0x0304, 0])
    }

    @Test func `an interlaced image is put in order`() throws {
        // Adam7; passes 2 and 3 are empty at this size.
        let passes: [UInt8] = [
            0, 1,  // pass 1: the corner
            0, 3,  // pass 4: row 0, column 2
            0, 7, 9,  // pass 5: row 2, columns 0 and 2
            0, 2,  // pass 6: row 0, column 1
            0, 8,  // pass 6: row 2, column 1
            0, 4, 5, 6,  // pass 7: row 1
        ]
        var png = RawPNG(width: 3, height: 3, depth: 8, colourType: 0, lines: passes)
        png.isInterlaced = true
        #expect(try decode(png.bytes) == grey(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]))
    }

    @Test func `a failed read keeps its error`() {
        #expect(throws: ImageError.system(.ioError)) {
            try PNG.decode { _ throws(Errno) in throw .ioError }
        }
    }

    private let palette = RawPNG(
        width: 2, height: 1, depth: 2, colourType: 3, chunks: [("PLTE", [255, 0, 0, 1, 2, 3])],
        lines: [0, 0b0001_0000])

    private func grey(_ width: Int, _ height: Int, _ samples: [UInt16]) -> Image {
        Image(width: width, height: height, channels: 1, depth: .eight, samples: samples)
    }
}
