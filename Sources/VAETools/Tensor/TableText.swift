import Formats

/// The text of a file that is read as a table, and what it looks like.
final class TableText {
    let text: TextReader
    let sample: TableSample

    init(_ file: ImportFile, _ options: TableImportOptions) throws(Failure) {
        let text = try naming(file.name) { () throws(FormatError) in
            let text = try TextReader(file.bytes, encoding: options.encoding)
            try text.skipLines(options.skip ?? 0)
            return text
        }
        let opening = try naming(file.name) { () throws(FormatError) in try text.peek(TableSample.size) }
        let tab: UInt8?? = file.format == .tsv ? .some(UInt8(ascii: "\t")) : nil
        self.text = text
        sample = TableSample(
            Array(opening), isAll: opening.count < TableSample.size, comment: options.comment?.byte,
            separator: options.separator.map { .some($0.byte) } ?? tab, point: options.decimal?.byte,
            missing: options.missingList.map(MissingWords.init) ?? .usual)
    }

    /// The encoding, where it is not what is usual.
    var description: String { text.encoding == .utf8 ? "" : "\(text.encoding.title), " }
}
