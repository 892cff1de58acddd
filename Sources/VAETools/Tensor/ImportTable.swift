import ArgumentParser
import Formats
import Tensors

/// The options of `import` for tables.
struct TableImportOptions: ParsableArguments {
    enum Header: String, CaseIterable, ExpressibleByArgument {
        case yes, no, auto
    }

    @Option(
        help: ArgumentHelp("Whether the first row names the columns. (default: auto)", valueName: "choice"))
    var header: Header?

    @Option(
        help: ArgumentHelp(
            "What stands between cells: comma, semicolon, tab, space or a character. (default: as it looks)",
            valueName: "mark"),
        transform: CellSeparator.parse)
    var separator: CellSeparator?

    @Option(
        help: ArgumentHelp("What stands before fractions. (default: as it looks)", valueName: "mark"))
    var decimal: DecimalMark?

    @Option(
        help: ArgumentHelp("What begins a remark, to the end of the line, such as '#'.", valueName: "mark"),
        transform: CommentMark.parse)
    var comment: CommentMark?

    @Option(
        help: ArgumentHelp("Names, numbers or ranges: a,3,f-h. (default: all)", valueName: "columns"))
    var columns: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A number for cells without one, or drop their rows.", valueName: "value"),
        transform: MissingCells.parse)
    var missing: MissingCells?

    @Option(help: ArgumentHelp("The element type of a table. (default: f4)", valueName: "type"))
    var `as`: ElementType?

    @Option(
        help: ArgumentHelp("Make mean 0 and deviation 1; write them here.", valueName: "file"),
        completion: .file())
    var standardize: String?

    func validate() throws {
        if standardize != nil {
            guard [.f4, .f8].contains(elementType) else {
                throw ValidationError("--standardize goes with --as f4 and f8")
            }
            if case .nan = missing {
                throw ValidationError("--missing nan and --standardize exclude each other")
            }
        }
        if let comment, let separator, separator.byte == comment.byte {
            throw ValidationError("--comment and --separator: found the same mark, expected two")
        }
        if let missing, missing.replacement(of: elementType) == nil {
            throw ValidationError("--missing: found \(missing), expected a number of \(elementType.rawValue)")
        }
    }

    var elementType: ElementType { self.as ?? .f4 }

    var isGiven: Bool {
        header != nil || separator != nil || decimal != nil || comment != nil || columns != nil
            || missing != nil || self.as != nil || standardize != nil
    }
}

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
        let sample = try sample(of: file)
        let reader = DelimitedReader(file.bytes, sample.marks)
        guard try nextRow(reader, file, sample) else { return }
        let table = try TableLayout(reader, file, options, sample)
        messages?.write("\(file.name): \(table.description)")
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

    private func sample(of file: ImportFile) throws(Failure) -> TableSample {
        let opening = try naming(file.name) { () throws(FormatError) in
            Array(try file.bytes.peek(TableSample.size))
        }
        let tab: UInt8?? = file.format == .tsv ? .some(UInt8(ascii: "\t")) : nil
        return TableSample(
            opening, isAll: opening.count < TableSample.size, comment: options.comment?.byte,
            separator: options.separator.map { .some($0.byte) } ?? tab, point: options.decimal?.byte)
    }

    private func readRows(
        _ reader: DelimitedReader, _ file: ImportFile, _ table: TableLayout
    ) throws(Failure) {
        let cells = TableCells(file, table, options.missing, sink.elementType)
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
