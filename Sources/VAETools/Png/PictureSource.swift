import Formats
import Images
import Tensors

/// The rows that are drawn, each after its companion where there is one.
final class PictureSource {
    private let input: InputStream
    private let companion: CompanionStream?
    private let drawing: DrawingOptions
    private let limit: Int
    private var form: RowForm?

    init(input: InputStream, companion: CompanionStream?, drawing: DrawingOptions, limit: Int) {
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
        form = block.form
        let values = try pixels(block, row: input.row - block.rows, in: input.name)
        guard let companion else { return values }
        var others: [Float] = []
        try companion.read(block.rows, of: block.rowShape) { block, row, name throws(Failure) in
            others += try pixels(block, row: row, in: name)
        }
        let width = max(block.rowShape.count, 1)
        return stride(from: 0, to: values.count, by: width).flatMap {
            others[$0..<$0 + width] + values[$0..<$0 + width]
        }
    }

    /// The numbers of all rows up to the end or the limit.
    func rest() throws(Failure) -> [Float] {
        var values: [Float] = []
        while let more = try next(upTo: 4096) { values += more }
        return values
    }

    /// A picture of what ``next(upTo:)`` has given; nil for nothing.
    func compose(_ values: [Float], scale: Int?) throws(Failure) -> Image? {
        guard let film = film(of: values, rows: .max, scale: scale) else { return nil }
        return try naming { () throws(ImageError) in try film.picture(0) }
    }

    /// How many pictures are on a line of what has been given, each with its companion, and how many lines there are.
    var grid: (columns: Int, lines: Int) {
        let columns = drawing.picturesOnALine(of: count, group: companion == nil ? 1 : 2)
        return (columns, (count - 1) / columns + 1)
    }

    /// Runs `body`; an image that cannot be made is told with the name of the input.
    func naming<Value>(_ body: () throws(ImageError) -> Value) throws(Failure) -> Value {
        do throws(ImageError) { return try body() } catch { throw .badData(input.name, error.description) }
    }

    /// Pictures of what ``next(upTo:)`` has given, `rows` rows in each, all with the same range; nil for nothing.
    func film(of values: [Float], rows: Int, scale: Int?) -> Film? {
        guard let form, !values.isEmpty else { return nil }
        let group = companion == nil ? 1 : 2
        let count = values.count / (form.rowShape.count * group)
        return Film(
            values: values, rowShape: form.rowShape, group: group, rows: min(rows, count), drawing: drawing,
            range: drawing.range(of: values.span, type: form.elementType), scale: scale)
    }

    private func pixels(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [Float] {
        let values = InputValues(divisor: DrawingOptions.divisor(of: block.elementType))
        return try values.decode(block, row: row, in: name)
    }
}

extension CompanionStream.Wording {
    static let images = CompanionStream.Wording(
        rows: "rows", expected: "one for each image", width: "the images it stands beside")
}
