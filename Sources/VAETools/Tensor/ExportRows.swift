import Distributions
import Formats
import Images
import Tensors

/// Turns the rows of records into the bytes of another format.
struct ExportRows {
    private let format: ExportFormat
    private let names: String?
    private let white: Float?
    private let undo: ColumnScaling?
    private let text: DelimitedText
    private var table: TableWriter?
    private var hasNames = false
    private var shape: ImageShape?
    /// How many rows to encode at a time.
    private(set) var capacity = 1

    init(_ format: ExportFormat, names: String?, white: Float?, undo: ColumnScaling?) {
        (self.format, self.names, self.white, self.undo) = (format, names, white, undo)
        text = DelimitedText(separator: UInt8(ascii: format == .tsv ? "\t" : ","))
    }

    /// Rows of the table of a schema.
    init(_ schema: TableSchema, _ format: ExportFormat) {
        self.init(format, names: nil, white: nil, undo: nil)
        table = TableWriter(schema)
    }

    /// What stands before the rows of a record.
    /// - Throws: bad data, where its rows do not go with the options.
    mutating func begin(_ record: Record, in name: String) throws(Failure) -> [UInt8] {
        let columns = record.rowShape.count
        capacity = max((1 << 15) / columns, 1)
        if let undo {
            guard record.elementType.isFloatingPoint else {
                throw .badData(name, "found \(record.elementType.rawValue), expected f2, f4 or f8 for --undo")
            }
            guard undo.means.count == columns else {
                throw .badData(
                    name, "found rows of \(columns) values, expected \(undo.means.count) for --undo")
            }
        }
        switch format {
        case .csv, .tsv: return try header(columns, in: name)
        case .npy:
            return TensorStreamWriter.header(
                shape: record.rowShape.prefixed(by: record.rows), elementType: elementType(record.elementType)
            )
        case .raw: return []
        case .pam, .pnm:
            shape = try imageShape(record.rowShape, in: name)
            return []
        }
    }

    private mutating func header(_ columns: Int, in name: String) throws(Failure) -> [UInt8] {
        if let table {
            guard columns == table.width else {
                throw .badData(
                    name, "found rows of \(columns) values, expected \(table.width) as in the schema")
            }
            var line: [UInt8] = []
            if !hasNames { table.appendHeader(to: &line) }
            hasNames = true
            return line
        }
        guard let names, !hasNames else { return [] }
        hasNames = true
        let words =
            names == "auto"
            ? (0..<columns).map { "x\($0)" }
            : names.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard words.count == columns else {
            throw .badData(name, "found rows of \(columns) values, expected \(words.count) for --names")
        }
        var line: [UInt8] = []
        text.append(words: words, to: &line)
        return line
    }

    private func imageShape(_ shape: Shape, in name: String) throws(Failure) -> ImageShape {
        do throws(ImageError) {
            return try ImageShape(rowShape: shape)
        } catch {
            throw .badData(
                name, "found rows of shape \(shape), expected HxW, or HxWxC with 1 to 4 channels, or a square"
            )
        }
    }

    /// The type of what is written.
    private func elementType(_ type: ElementType) -> ElementType {
        undo == nil || type == .f8 ? type : .f4
    }

    /// - Parameter row: the index of the first row in the stream.
    /// - Throws: bad data, where pictures, or columns of a schema, would be made of numbers that are not finite.
    mutating func encode(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [UInt8] {
        if format.isPicture { return try pictures(block, row: row, in: name) }
        if table != nil { return try lines(block, row: row, in: name) }
        guard let undo else {
            return block.withUnsafeBytes { encode($0, block.elementType, block.rowShape.count) }
        }
        if block.elementType == .f8 {
            let values = block.withUnsafeBytes { bytes in
                undo.undo(
                    (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
                )
            }
            return values.withUnsafeBytes { encode($0, .f8, block.rowShape.count) }
        }
        let values = undo.undo(block.decode().map { Double($0) }).map { Float($0) }
        return values.withUnsafeBytes { encode($0, .f4, block.rowShape.count) }
    }

    private func encode(_ rows: UnsafeRawBufferPointer, _ type: ElementType, _ columns: Int) -> [UInt8] {
        guard format.isTable else { return Array(rows) }
        var lines: [UInt8] = []
        text.append(rows: rows, of: type, columns: columns, to: &lines)
        return lines
    }

    private mutating func lines(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [UInt8] {
        var lines: [UInt8] = []
        let numbers = block.decodeDoubles()
        if let place = table!.append(numbers, to: &lines) {
            let value = numbers[place.row * table!.width + place.column]
            throw .badData(
                name,
                "row \(row + place.row), column \(place.column): found \(value), expected a finite value")
        }
        return lines
    }

    private func pictures(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [UInt8] {
        var values = try InputValues().decode(block, row: row, in: name)
        if let undo { values = undo.undo(values.map { Double($0) }).map { Float($0) } }
        let shape = shape!
        let depth: Depth = block.elementType == .u2 ? .sixteen : .eight
        let range = PixelRange(minimum: 0, maximum: white ?? standardWhite(block.elementType))
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: values.count, by: shape.count) {
            let image = Image(
                width: shape.width, height: shape.height, channels: shape.channels, depth: depth,
                samples: values[start..<start + shape.count].map { range.sample(of: $0, depth: depth) })
            do throws(ImageError) {
                try PNM.append(image, as: format == .pam ? .arbitrary : .plain, to: &bytes)
            } catch {
                throw .badData(name, error.description)
            }
        }
        return bytes
    }

    private func standardWhite(_ type: ElementType) -> Float {
        type == .u1 ? 255 : type == .u2 ? 65535 : 1
    }
}
