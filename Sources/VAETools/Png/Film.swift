import Images
import Tensors

/// Rows as pictures of the same size and range, one after the other.
struct Film {
    /// Images, each `group` of them drawn as one.
    let values: [Float]
    let rowShape: Shape
    let group: Int
    /// Groups in each picture; the last picture may have fewer.
    let rows: Int
    let drawing: DrawingOptions
    let range: PixelRange
    let scale: Int?

    private var size: Int { rows * group * rowShape.count }

    var count: Int { (values.count - 1) / size + 1 }

    func picture(_ number: Int) throws(ImageError) -> Image {
        let range = number * size..<min((number + 1) * size, values.count)
        return try drawing.compose(
            values.span.extracting(range), rowShape: rowShape, range: self.range, group: group, scale: scale,
            cells: rows)
    }
}
