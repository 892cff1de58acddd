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
    private var record: Record?
    /// That of the first record.
    private var firstShape: Shape?
    /// How many images were given, companions not counted.
    private(set) var count = 0

    init(input: InputStream, companion: CompanionStream?, drawing: DrawingOptions, limit: Int) {
        self.input = input
        self.companion = companion
        self.drawing = drawing
        self.limit = limit
    }

    /// The numbers of the next images, at most `count`; nil at the end or the limit.
    func next(upTo count: Int) throws(Failure) -> [Float]? {
        let count = min(count, limit - self.count)
        guard count > 0 else { return nil }
        while true {
            if let record, isImage(record) {
                self.record = nil
                return try whole(record)
            }
            if let block = try input.nextRows(upTo: count) {
                form = block.form
                self.count += block.rows
                return try pixels(block, width: max(block.columns, 1))
            }
            guard let record = try input.nextRecord() else { return nil }
            firstShape = firstShape ?? record.shape
            self.record = record
        }
    }

    /// Whether all rows of a record are one image, as --shape says.
    private func isImage(_ record: Record) -> Bool {
        guard let shape = drawing.shape?.shape, record.rows > 1 else { return false }
        return shape.count == record.rows * record.columns
    }

    /// The numbers of all rows of a record as one image.
    private func whole(_ record: Record) throws(Failure) -> [Float] {
        let width = record.rows * record.columns
        form = RowForm(record.elementType, Shape([width]))
        count += 1
        let first = input.row
        var values: [Float] = []
        var others: [Float] = []
        while let block = try input.nextRows(upTo: .max) {
            values += try pixels(block, row: input.row - block.rows, in: input.name)
            others += try companions(of: block)
        }
        guard values.count == width else {
            throw .badData(input.name, "found \(input.row - first) rows, expected \(record.rows)")
        }
        return others + values
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
        do throws(ImageError) { return try body() } catch {
            throw .badData(input.name, error.description + hint)
        }
    }

    /// What may be meant where flat rows are no images.
    private var hint: String {
        guard drawing.shape == nil, let shape = firstShape, shape.rank == 2, shape.dimensions[0] > 1 else {
            return ""
        }
        return ", or --shape \(shape) for one image of all rows"
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

    /// The numbers of a block, each image after its companion.
    private func pixels(_ block: RowBlock, width: Int) throws(Failure) -> [Float] {
        let values = try pixels(block, row: input.row - block.rows, in: input.name)
        let others = try companions(of: block)
        guard !others.isEmpty else { return values }
        return stride(from: 0, to: values.count, by: width).flatMap {
            others[$0..<$0 + width] + values[$0..<$0 + width]
        }
    }

    /// What stands beside the images of a block; nothing where there is no other stream.
    private func companions(of block: RowBlock) throws(Failure) -> [Float] {
        var others: [Float] = []
        try companion?.read(block.rows, of: block.rowShape) { block, row, name throws(Failure) in
            others += try pixels(block, row: row, in: name)
        }
        return others
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
