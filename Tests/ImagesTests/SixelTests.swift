import Images
import Testing

@Suite struct SixelTests {
    @Test func `greys are the nearest of 101`() throws {
        let samples = (0..<16 * 13).map { UInt16($0 * 11 % 256) }
        let image = Image(width: 16, height: 13, channels: 1, depth: .eight, samples: samples)
        let picture = try SixelPicture(Sixel.encode(image))
        #expect((picture.width, picture.height) == (16, 13))
        for (index, sample) in samples.enumerated() {
            let percent = (Double(sample) / 255 * 100).rounded()
            #expect(picture.pixels[index] == [Int(percent), Int(percent), Int(percent)])
        }
    }

    @Test(arguments: [Depth.eight, .sixteen])
    func `colours of the cube stay as they are`(depth: Depth) throws {
        let samples = (0..<216).flatMap { [$0 / 36, $0 / 6 % 6, $0 % 6] }
        let image = Image(
            width: 18, height: 12, channels: 3, depth: depth,
            samples: samples.map { UInt16($0 * Int(depth.maximum) / 5) })
        let picture = try SixelPicture(Sixel.encode(image))
        #expect(picture.pixels.map { $0! }.flatMap { $0 } == samples.map { $0 * 20 })
    }

    @Test func `colours between are mixed`() throws {
        let image = Image(
            width: 32, height: 32, channels: 3, depth: .eight,
            samples: (0..<32 * 32).flatMap { _ in [100, 10, 230] as [UInt16] })
        let picture = try SixelPicture(Sixel.encode(image))
        for (channel, sample) in [100.0, 10, 230].enumerated() {
            let mean = picture.pixels.reduce(0) { $0 + $1![channel] } / (32 * 32)
            #expect(abs(Double(mean) - sample / 255 * 100) < 1.5)
        }
    }

    @Test func `transparent pixels are left as they are`() throws {
        let image = Image(
            width: 2, height: 1, channels: 2, depth: .eight, samples: [255, 128, 255, 127])
        #expect(try SixelPicture(Sixel.encode(image)).pixels == [[100, 100, 100], nil])
    }
}

/// What a terminal shows of a sixel sequence.
struct SixelPicture {
    let width: Int
    let height: Int
    /// Red, green and blue in percent; nil where nothing was drawn.
    private(set) var pixels: [[Int]?]

    struct Malformed: Error {}

    init(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let opening = /\u{1B}P0;1;0q"1;1;(\d+);(\d+)((?s:.*))\u{1B}\\/
        guard let match = try opening.wholeMatch(in: text) else { throw Malformed() }
        (width, height) = (Int(match.1)!, Int(match.2)!)
        pixels = Array(repeating: nil, count: width * height)
        var palette: [Int: [Int]] = [:]
        var (x, top, color) = (0, 0, [Int]())
        for part in match.3.matches(of: /#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)(.)|([\$\-])|([?-~])/) {
            if let number = part.1.map({ Int($0)! }) {
                if let red = part.2 { palette[number] = [Int(red)!, Int(part.3!)!, Int(part.4!)!] }
                color = palette[number]!
            } else if let control = part.7 {
                x = 0
                if control == "-" { top += 6 }
            } else {
                let bits = (part.6 ?? part.8)!.utf8.first! - 63
                for _ in 0..<(part.5.map { Int($0)! } ?? 1) {
                    for line in 0..<6 where bits >> UInt8(line) & 1 == 1 {
                        guard top + line < height, x < width else { throw Malformed() }
                        pixels[(top + line) * width + x] = color
                    }
                    x += 1
                }
            }
        }
    }
}
