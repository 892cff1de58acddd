import Images
import Testing

/// Expects a sheet of grey images in `columns`, 2 pixels apart, that shows rows of 8 × 8 values in [0, 1].
/// - Parameter beside: rows that stand at the left of each.
func expectSheet(
    _ image: Image, columns: Int, shows rows: Record, beside: Record? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let count = rows.shape[0]
    let lines = (count + columns - 1) / columns
    let parts = [beside, rows].compactMap { $0 }
    let scale = ((image.width + 2) / columns - 2) / (8 * parts.count)
    let (width, height) = (8 * scale * parts.count + 2, 8 * scale + 2)
    try #require(image.channels == 1 && image.depth == .eight, sourceLocation: sourceLocation)
    try #require(
        (image.width, image.height) == (columns * width - 2, lines * height - 2),
        sourceLocation: sourceLocation)

    var expected = [UInt16](repeating: 63, count: image.width * image.height)
    for index in 0..<count {
        for (part, record) in parts.enumerated() {
            for y in 0..<8 * scale {
                for x in 0..<8 * scale {
                    let value = record.values[index * 64 + y / scale * 8 + x / scale]
                    let column = index % columns * width + part * 8 * scale + x
                    let line = index / columns * height + y
                    expected[line * image.width + column] = UInt16((min(max(value, 0), 1) * 255).rounded())
                }
            }
        }
    }
    // Not as one expectation, which would look for the shortest way from one array to the other.
    let wrong = zip(image.samples, expected).count { $0 != $1 }
    #expect(wrong == 0, "\(wrong) pixels differ", sourceLocation: sourceLocation)
    #expect(Set(expected).count > 12, "almost blank", sourceLocation: sourceLocation)
}
