import Formats
import Tensors

/// Makes rows of tables, one after the other.
final class TableImport {
    private let options: TableImportOptions
    private let sink: any TableSink
    /// Says what was taken as what; nil: nobody wants to know.
    private let messages: Messages?
    private var columnCount: Int?
    private var names: [String]?

    convenience init(
        _ options: TableImportOptions, _ output: OutputFile, _ messages: Messages?
    ) throws(Failure) {
        let sink: any TableSink =
            if let path = options.standardize {
                StandardizingSink(output, stats: try OutputFile(path: path), elementType: options.elementType)
            } else {
                RecordSink(output, elementType: options.elementType)
            }
        self.init(options, sink, messages)
    }

    init(_ options: TableImportOptions, _ sink: any TableSink, _ messages: Messages?) {
        (self.options, self.sink, self.messages) = (options, sink, messages)
    }

    /// Adds all rows of a file.
    func read(_ file: ImportFile) throws(Failure) {
        guard !file.isPicture else {
            throw file.failure("found a picture, expected tables like those before")
        }
        let opened = try TableText(file, options)
        let (text, sample) = (opened.text, opened.sample)
        let reader = DelimitedReader(sample.marks, firstLine: text.firstLine) {
            (buffer) throws(FormatError) in
            try text.read(into: buffer)
        }
        guard try nextRow(reader, file, sample) else { return }
        let first = (0..<reader.count).map { String(decoding: reader[$0], as: UTF8.self) }
        let table = try TableLayout(first, file, options, sample)
        messages?.write("\(file.name): \(opened.description)\(table.description)")
        if let count = columnCount, count != table.columns.count {
            throw file.failure("found \(table.columns.count) columns, expected \(count) as before")
        }
        if let names, let others = table.names, names != others {
            throw file.failure(
                "found columns \(others.joined(separator: ",")), expected \(names.joined(separator: ",")) as before"
            )
        }
        if columnCount == nil { try sink.begin(columns: table.columns.count) }
        columnCount = table.columns.count
        names = names ?? table.names
        try readRows(reader, file, table)
    }

    func finish() throws(Failure) -> Record? { try sink.finish() }

    private func readRows(
        _ reader: DelimitedReader, _ file: ImportFile, _ table: TableLayout
    ) throws(Failure) {
        let cells = TableCells(file, table, options.missingCells, sink.elementType)
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: cells.rowSize * max((1 << 16) / cells.rowSize, 1), alignment: 16)
        defer { buffer.deallocate() }
        var filled = 0
        var isRow = true
        if table.hasHeader { isRow = try nextRow(reader, file, table.sample, width: table.width) }
        while isRow {
            if try cells.store(reader, at: buffer.baseAddress! + filled) { filled += cells.rowSize }
            if filled == buffer.count {
                try sink.append(UnsafeRawBufferPointer(buffer))
                filled = 0
            }
            isRow = try nextRow(reader, file, table.sample, width: table.width)
        }
        if filled > 0 { try sink.append(UnsafeRawBufferPointer(rebasing: buffer[..<filled])) }
    }

    /// Goes on to the next row; false at the end. Empty lines are passed, unless they may be rows of one cell.
    /// - Parameter width: how many cells it must have; nil: any number, but not an empty line.
    private func nextRow(
        _ reader: DelimitedReader, _ file: ImportFile, _ sample: TableSample, width: Int? = nil
    ) throws(Failure) -> Bool {
        while true {
            let isRow = try naming(file.name) { () throws(FormatError) in try reader.nextRow() }
            guard isRow else { return false }
            if reader.isComment || reader.isBlank && width != 1 { continue }
            if let width, reader.count != width {
                let hint = sample.looksCommented ? "; --comment '#' leaves out what follows a #" : ""
                throw file.failure(
                    "line \(reader.line): found \(counted(reader.count)), expected \(width)\(hint)")
            }
            return true
        }
    }
}

func counted(_ cells: Int) -> String { cells == 1 ? "1 cell" : "\(cells) cells" }
