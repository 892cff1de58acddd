import Images
import Testing

@Suite struct PNGRoundTripTests {
    @Test(arguments: 1...4, Depth.allCases)
    func `every kind comes back`(channels: Int, depth: Depth) throws {
        let image = Image.pattern(width: 37, height: 11, channels: channels, depth: depth)
        #expect(try decode(encode(image)) == image)
    }

    @Test func `a single pixel comes back`() throws {
        let image = Image(width: 1, height: 1, channels: 1, depth: .sixteen, samples: [0x1234])
        #expect(try decode(encode(image)) == image)
    }

    @Test func `pieces of any size may be read`() throws {
        let image = Image.pattern(width: 20, height: 30, channels: 3, depth: .sixteen)
        #expect(try decode(encode(image), piece: 1) == image)
    }

    @Test func `more than one chunk comes back`() throws {
        let image = Image.pattern(width: 700, height: 301, channels: 2, depth: .sixteen)
        #expect(try decode(encode(image)) == image)
    }

    @Test func `the same image gives the same bytes`() throws {
        let image = Image.pattern(width: 20, height: 30, channels: 4, depth: .eight)
        #expect(try encode(image) == encode(image))
    }

    @Test func `nothing after the PNG is read`() throws {
        let first = Image.pattern(width: 3, height: 4, channels: 1, depth: .eight)
        let second = Image.pattern(width: 5, height: 2, channels: 3, depth: .eight)
        var rest = try (encode(first) + encode(second))[...]
        func next() throws(ImageError) -> Image {
            try PNG.decode { buffer in
                let count = min(buffer.count, rest.count)
                buffer.copyBytes(from: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            }
        }
        #expect(try next() == first)
        #expect(try next() == second)
        #expect(rest.isEmpty)
    }
}
