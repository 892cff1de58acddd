import Formats
import Images
import Tensors

/// The rows that are drawn, each after its companion where there is one.
final class PictureSource {
    private let input: InputStream
    private let companion: InputStream?
    private let drawing: DrawingOptions
    private let limit: Int
    private var form: (rowShape: Shape, type: ElementType)?

    init(input: InputStream, companion: InputStream?, drawing: DrawingOptions, limit: Int) {
        self.input = input
        self.companion = companion
        self.drawing = drawing
        self.limit = limit
    }

    /// Rows given, companions not counted.
    var count: Int { input.row }

    /// The numbers of the next rows, at most `count`; nil at the end or the limit.
    func next(upTo count: Int) throws(Failure) -> [Float]? {
        let count = min(count, limit - input.row)
        guard count > 0, let block = try input.nextRowsOfAnyRecord(upTo: count) else { return nil }
        form = (block.rowShape, block.elementType)
        let values = try pixels(block, input)
        guard let companion else { return values }
        var others: [Float] = []
        var left = block.rows
        while left > 0 {
            guard let other = try companion.nextRowsOfAnyRecord(upTo: left) else {
                throw Failure.badData(
                    companion.name, "found \(companion.row) rows, expected one for each image")
            }
            try checkWidth(
                of: other.rowShape, expected: block.rowShape, what: "the images it stands beside",
                in: companion.name)
            others += try pixels(other, companion)
            left -= other.rows
        }
        let width = max(block.rowShape.count, 1)
        return stride(from: 0, to: values.count, by: width).flatMap {
            others[$0..<$0 + width] + values[$0..<$0 + width]
        }
    }

    /// A picture of what ``next(upTo:)`` has given; nil for nothing.
    func compose(_ values: [Float], scale: Int?) throws(Failure) -> Image? {
        guard let form, !values.isEmpty else { return nil }
        do throws(ImageError) {
            return try drawing.compose(
                values.span, rowShape: form.rowShape, type: form.type, group: companion == nil ? 1 : 2,
                scale: scale)
        } catch {
            throw Failure.badData(input.name, error.description)
        }
    }

    private func pixels(_ block: RowBlock, _ stream: InputStream) throws(Failure) -> [Float] {
        let values = InputValues(divisor: DrawingOptions.divisor(of: block.elementType))
        return try values.decode(block, row: stream.row - block.rows, in: stream.name)
    }
}
