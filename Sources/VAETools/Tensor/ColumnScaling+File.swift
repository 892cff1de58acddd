import Distributions
import Formats
import Tensors

/// The file of a scaling: an array of f8 of two rows, the means and the scales.
extension ColumnScaling {
    /// Reads what ``write(to:rowShape:)`` wrote.
    init(readingFile path: String) throws(Failure) {
        let input = InputStream(operands: [path], raw: nil, batch: nil)
        var rows: [[Double]] = []
        while rows.count < 3, let block = try input.nextRowsOfAnyRecord(upTo: 1) {
            rows.append(block.decodeDoubles())
        }
        guard rows.count == 2, rows[0].allSatisfy(\.isFinite),
            rows[1].allSatisfy({ $0.isFinite && $0 > 0 })
        else {
            throw .badData(
                input.name,
                "found no row of means and one of scales above 0, expected them as --standardize writes them")
        }
        self.init(means: rows[0], scales: rows[1])
    }

    func write(to output: OutputFile, rowShape: Shape? = nil) throws(Failure) {
        guard (means + scales).allSatisfy(\.isFinite) else {
            throw Failure(.failed, "\(output.name): a mean or scale is beyond the range of f8")
        }
        let records = RecordOutput(output)
        let shape = rowShape ?? Shape([means.count])
        try records.begin(try Record(.f8, shape, rows: 2, in: output.name))
        try records.write(means + scales)
    }

    /// Fails where rows of `width` values in `name` are not those of the file at `path`.
    func check(width: Int, in name: String, of path: String) throws(Failure) {
        guard width == means.count else {
            throw Failure.badData(
                name, "found rows of \(width) values, expected \(means.count) as in \(path)")
        }
    }
}
