import CLibrary
import Formats
import SystemPackage

/// A file that is read as a table by its schema: once, or several times to find the schema.
///
/// A regular file is opened again each time; what comes from a pipe is put aside in a temporary file, decompressed and
/// in UTF-8, while it is read for the first time.
final class SchemaTable {
    let name: String
    /// Where the table has which columns.
    let layout: TableLayout
    /// The names of its columns as they stand there; nil: it has no header.
    let names: [String]?
    let marks: CellMarks
    private let path: String
    private let format: ImportFormat?
    private let options: TableImportOptions
    private let firstLine: Int
    let firstBlock: Int
    private var blocks: TableBlocks
    private var next: TableBlock?
    private var spool: SpoolFile?
    /// Open as long as it is read.
    private var file: ImportFile

    /// - Parameters:
    ///   - isReadAgain: whether ``restart()`` will be called.
    ///   - schema: what the table must obey; nil: nothing yet.
    ///   - firstBlock: the number of its first block.
    /// - Returns: nil where there is no row.
    init?(
        _ file: ImportFile, as format: ImportFormat?, _ options: TableImportOptions, schema: TableSchema?,
        isReadAgain: Bool, firstBlock: Int = 0
    ) throws(Failure) {
        self.file = file
        (path, name, self.format, self.options) = (file.path, file.name, format, options)
        let options = schema.map { options.obeying($0) } ?? options
        let opened = try TableText(file, options)
        let text = opened.text
        let spool = isReadAgain && !file.canBeReopened ? try SpoolFile() : nil
        self.spool = spool
        self.firstBlock = firstBlock
        blocks = TableBlocks(opened.sample.marks, firstIndex: firstBlock) { (buffer) throws(FormatError) in
            let count = try text.read(into: buffer)
            try spool?.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
            return count
        }
        marks = opened.sample.marks
        firstLine = text.firstLine
        guard let (block, first) = try SchemaTable.firstRow(blocks, marks, firstLine, name, consumes: false)
        else {
            return nil
        }
        let layout = try TableLayout(first, file, options, opened.sample)
        self.layout = layout
        names = layout.hasHeader ? layout.columns.map { first[$0] } : nil
        next = block
        if layout.hasHeader {
            _ = try naming(name) { () throws(FormatError) in try block.firstRow(marks, consumes: true) }
        }
    }

    /// What was taken as what, in words.
    var description: String { layout.description }

    /// What to do where cells are separated by something else than was guessed; nil: nothing was.
    var separatorAdvice: String? {
        // Other tools than import have no such option.
        guard options.schema != nil, options.separator == nil else { return nil }
        let separator =
            switch marks.separator {
            case nil: "blanks"
            case UInt8(ascii: "\t"): "tabs"
            case let mark?: "'\(Unicode.Scalar(mark))'"
            }
        return "cells are taken as separated by \(separator), see --delimiter"
    }

    /// The next rows; nil at the end.
    func nextBlock() throws(Failure) -> TableBlock? {
        if let block = next {
            next = nil
            return block
        }
        return try naming(name) { () throws(FormatError) in try blocks.next() }
    }

    /// Reads the table from its first row once more.
    func restart() throws(Failure) {
        let text: TextReader
        if let spool {
            let bytes = try spool.reader()
            text = try naming(name) { () throws(FormatError) in try TextReader(bytes, encoding: .utf8) }
        } else {
            file = try ImportFile(path, as: format)
            text = try TableText(file, options).text
        }
        blocks = TableBlocks(marks, firstIndex: firstBlock) { (buffer) throws(FormatError) in
            try text.read(into: buffer)
        }
        next = try SchemaTable.firstRow(blocks, marks, firstLine, name, consumes: layout.hasHeader)?.block
    }

    /// The first block with a row, and the cells of this; nil: there is none.
    private static func firstRow(
        _ blocks: TableBlocks, _ marks: CellMarks, _ firstLine: Int, _ name: String, consumes: Bool
    ) throws(Failure) -> (block: TableBlock, cells: [String])? {
        var lines = firstLine - 1
        while true {
            let block = try naming(name) { () throws(FormatError) in try blocks.next() }
            guard let block else { return nil }
            block.firstLines = lines
            let row = try naming(name) { () throws(FormatError) in
                try block.firstRow(marks, consumes: consumes)
            }
            if let row { return (block, row) }
            lines = block.firstLines
        }
    }
}

extension ImportFile {
    /// Whether the file can be read from its first byte once more.
    var canBeReopened: Bool {
        guard !isStandardInput else { return false }
        var status = stat()
        return path.withFileName { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}

extension TableImportOptions {
    /// The same options, where these are not given as a schema says.
    fileprivate func obeying(_ schema: TableSchema) -> TableImportOptions {
        var options = self
        options.header = header ?? (schema.hasHeader ? .yes : .no)
        if separator == nil {
            options.separator = CellSeparator(
                byte: schema.delimiter == " " ? nil : schema.delimiter.utf8.first)
        }
        options.decimal = decimal ?? (schema.decimal == "," ? .comma : .point)
        return options
    }
}
