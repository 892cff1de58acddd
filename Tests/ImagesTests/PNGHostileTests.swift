import Images
import Testing

/// Data that is damaged, cut or made to hurt: always an error, never a crash.
@Suite struct PNGHostileTests {
    @Test func `no truncation is accepted`() throws {
        let bytes = try encode(.pattern(width: 9, height: 5, channels: 3, depth: .eight))
        for count in 0..<bytes.count {
            let error = #expect(throws: ImageError.self) { try decode(Array(bytes.prefix(count))) }
            #expect(error?.description.hasPrefix("PNG: ") == true)
        }
    }

    @Test(arguments: [0x01, 0x20, 0x80, 0xFF] as [UInt8])
    func `no damaged byte is accepted`(flip: UInt8) throws {
        let bytes = try encode(.pattern(width: 9, height: 5, channels: 3, depth: .eight))
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= flip
            #expect(throws: ImageError.self, "byte \(index)") { try decode(damaged) }
        }
    }

    @Test(arguments: [
        RawPNG(width: 0, height: 1, depth: 8, colourType: 0, lines: [0]),
        RawPNG(width: 1, height: 1, depth: 3, colourType: 0, lines: [0, 0]),
        RawPNG(width: 1, height: 1, depth: 8, colourType: 5, lines: [0, 0]),
        RawPNG(width: 1, height: 1, depth: 8, colourType: 3, lines: [0, 0]),
        RawPNG(width: 1, height: 1, depth: 8, colourType: 0, lines: [9, 0]),
        RawPNG(width: 4, height: 4, depth: 8, colourType: 6, lines: [0, 1, 2]),
        RawPNG(width: .max, height: 1, depth: 8, colourType: 0, lines: [0]),
    ])
    func `malformed images are refused`(png: RawPNG) {
        let error = #expect(throws: ImageError.self) { try decode(png.bytes) }
        #expect(error?.description.hasPrefix("PNG: ") == true)
    }

    @Test(arguments: [(1_000_001, 1), (0x7FFF_FFFF, 0x7FFF_FFFF), (70_000, 70_000)] as [(UInt32, UInt32)])
    func `huge images are refused before memory is taken`(width: UInt32, height: UInt32) {
        let png = RawPNG(width: width, height: height, depth: 16, colourType: 6, lines: [0])
        let error = #expect(throws: ImageError.self) { try decode(png.bytes) }
        let found = "found an image of \(width)x\(height) pixels with 4 channels, expected sides of at most"
        #expect(error?.description.hasPrefix(found) == true)
    }

    @Test func `chunks that claim gigabytes are passed over without memory for them`() {
        let whole = RawPNG(width: 1, height: 1, depth: 8, colourType: 0, lines: [0, 7]).bytes
        for name in ["tEXt", "zTXt", "iCCP", "eXIf", "juNk"] {
            let claim = [0x7F, 0xFF, 0xFF, 0xFF] + Array(name.utf8) + [UInt8](repeating: 0x78, count: 100)
            let error = #expect(throws: ImageError.self) { try decode(Array(whole[..<33]) + claim) }
            #expect(error?.description.hasPrefix("PNG: ") == true)
        }
    }

    @Test func `text and profiles of any size are no part of the picture`() throws {
        var png = RawPNG(width: 1, height: 1, depth: 8, colourType: 0, lines: [0, 7])
        png.chunks = [
            ("tEXt", Array("a\0".utf8) + [UInt8](repeating: 0x78, count: 9_000_000)),
            ("iCCP", [0x61, 0, 0, 1, 2, 3]), ("gAMA", [0, 0, 0, 1]), ("bKGD", [0, 9]),
        ]
        #expect(try decode(png.bytes).samples == [7])
        png.chunks = [("tRNS", [0, 7])]
        #expect(try decode(png.bytes).samples == [7, 0])
    }

    @Test func `text is no PNG`() {
        #expect(throws: ImageError.png("Not a PNG file")) { try decode(Array("P5 28 28 255 and more".utf8)) }
    }
}
