import Images
import Testing

/// Expects a figure with that many series, each in its colour and, where there are several, in the legend
/// beside or below the axes.
func expectFigure(
    _ image: Image, series count: Int, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let palette = [
        0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000, 0x332288, 0x882255, 0x505020,
    ]
    let (white, ink) = (0xFFFFFF, 0x222222)
    try #require(image.channels == 3, sourceLocation: sourceLocation)
    /// Where the pixels of each colour are.
    var places: [Int: [(x: Int, y: Int)]] = [:]
    for (index, first) in stride(from: 0, to: image.samples.count, by: 3).enumerated() {
        let color = image.samples[first..<first + 3].reduce(0) { $0 << 8 | Int($1) }
        places[color, default: []].append((index % image.width, index / image.width))
    }
    let size = image.width * image.height
    #expect((size / 2..<size).contains(places[white]?.count ?? 0), sourceLocation: sourceLocation)
    // The line with most ink is the horizontal axis.
    let lines = Dictionary(grouping: places[ink] ?? [], by: \.y).values
    let axis = try #require(lines.max { $0.count < $1.count }, sourceLocation: sourceLocation)
    #expect(axis.count > image.width / 3, "no axis", sourceLocation: sourceLocation)
    let (end, bottom) = (axis.map(\.x).max()!, axis[0].y)
    for (series, color) in palette.enumerated() {
        let found = places[color] ?? []
        #expect((found.count >= 40) == (series < count), "series \(series)", sourceLocation: sourceLocation)
        if series < count && count > 1 {
            #expect(
                found.contains { $0.x > end || $0.y > bottom + 10 }, "series \(series)",
                sourceLocation: sourceLocation)
        }
    }
}
