/// The images of terminals of DEC's VT300 family, which many terminals show.
public enum Sixel {
    /// An image as an escape sequence, in at most 216 colours.
    ///
    /// Grey images have 101 greys, of which a pixel takes the nearest; others 6 levels of each of red, green and
    /// blue, which neighbouring pixels mix to those between by a fixed pattern (ordered dithering). Of pixels with alpha, those above one half are drawn, the others left as they are.
    public static func encode(_ image: Image) -> [UInt8] {
        let palette = Palette(isGrey: image.channels < 3)
        var output = Array("\u{1B}P0;1;0q\"1;1;\(image.width);\(image.height)".utf8)
        output += palette.definitions.utf8
        for top in stride(from: 0, to: image.height, by: 6) {
            output += band(of: image, from: top, palette)
            output.append(UInt8(ascii: "-"))
        }
        return output + "\u{1B}\\".utf8
    }

    /// Six lines of pixels, colour by colour: each column is a character whose bits tell which pixels are drawn.
    private static func band(of image: Image, from top: Int, _ palette: Palette) -> [UInt8] {
        var columns = [[UInt8]?](repeating: nil, count: palette.count)
        for line in 0..<min(6, image.height - top) {
            for x in 0..<image.width {
                guard let color = palette.place(of: image, x, top + line) else { continue }
                if columns[color] == nil { columns[color] = [UInt8](repeating: 0, count: image.width) }
                columns[color]![x] |= 1 << UInt8(line)
            }
        }
        let parts = columns.enumerated().compactMap { color, bits in
            bits.map { Array("#\(color)".utf8) + packed($0) }
        }
        return Array(parts.joined(separator: [UInt8(ascii: "$")]))
    }

    /// Characters, runs of them as their number and one.
    private static func packed(_ bits: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var start = 0
        while start < bits.count {
            let count = bits[start...].prefix { $0 == bits[start] }.count
            let character = bits[start] + 63
            output += count > 3 ? "!\(count)".utf8 + [character] : [UInt8](repeating: character, count: count)
            start += count
        }
        return output
    }

    private struct Palette {
        let isGrey: Bool

        /// Bayer's, 4 × 4.
        private static let pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

        var count: Int { isGrey ? 101 : 216 }

        /// In percent of red, green and blue.
        var definitions: String {
            (0..<count).map { place in
                let (red, green, blue) =
                    isGrey ? (place, place, place) : (place / 36 * 20, place / 6 % 6 * 20, place % 6 * 20)
                return "#\(place);2;\(red);\(green);\(blue)"
            }.joined()
        }

        /// The number of a pixel's colour; nil where it is not drawn.
        func place(of image: Image, _ x: Int, _ y: Int) -> Int? {
            let start = (y * image.width + x) * image.channels
            let maximum = Int(image.depth.maximum)
            // In 32nds of the way to the next level; 16 is rounding.
            let threshold = isGrey ? 16 : 2 * Palette.pattern[y % 4 * 4 + x % 4] + 1
            let level = { (channel: Int, levels: Int) in
                (Int(image.samples[start + channel]) * 32 * (levels - 1) + threshold * maximum)
                    / (32 * maximum)
            }
            let hasAlpha = image.channels.isMultiple(of: 2)
            if hasAlpha, Int(image.samples[start + image.channels - 1]) * 2 <= maximum { return nil }
            return isGrey ? level(0, 101) : level(0, 6) * 36 + level(1, 6) * 6 + level(2, 6)
        }
    }
}
