import Formats
import Tensors

/// The mean and the scale of each column, as an array of two rows in f8: means, then scales.
struct StandardizationFile {
    private let means: [Double]
    private let scales: [Double]

    /// Population means and standard deviations; the scale of a constant column is 1.
    ///
    /// - Throws: bad data for a value that is not finite.
    init(of rows: LoadedRows) throws(Failure) {
        let columns = rows.record.rowShape.count
        var (means, squares) = (
            [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
        )
        for row in 0..<rows.count {
            for (column, value) in rows.numbers(of: row).enumerated() {
                guard value.isFinite else {
                    throw Failure.badData(
                        rows.name,
                        "row \(row), column \(column): found \(plain(value)), expected a finite value")
                }
                let difference = value - means[column]
                means[column] += difference / Double(row + 1)
                squares[column] += difference * (value - means[column])
            }
        }
        self.means = means
        scales = squares.map { square in
            let scale = (square / Double(rows.count)).squareRoot()
            return scale.isNormal ? scale : 1
        }
    }

    private init(means: [Double], scales: [Double]) {
        self.means = means
        self.scales = scales
    }

    static func read(_ path: String) throws(Failure) -> StandardizationFile {
        let input = InputStream(operands: [path], raw: nil, batch: nil)
        var rows: [[Double]] = []
        while rows.count < 3, let block = try input.nextRowsOfAnyRecord(upTo: 1) {
            rows.append(block.decodeDoubles())
        }
        guard rows.count == 2, rows[0].allSatisfy(\.isFinite), rows[1].allSatisfy({ $0.isFinite && $0 > 0 })
        else {
            throw Failure.badData(
                path, "found no row of means and one of scales above 0, as --standardize writes them")
        }
        return StandardizationFile(means: rows[0], scales: rows[1])
    }

    func write(to output: RecordOutput, rowShape: Shape, in name: String) throws(Failure) {
        try output.begin(try RecordForm(.f8, rows: 2, rowShape: rowShape, in: name))
        for values in [means, scales] {
            try output.write(values)
        }
    }

    func check(width: Int, in name: String, of path: String) throws(Failure) {
        guard width == means.count else {
            throw Failure.badData(
                name, "found rows of \(width) values, expected \(means.count) as in \(path)")
        }
    }

    /// (x − mean) / scale.
    func apply(_ value: Double, column: Int) -> Double { (value - means[column]) / scales[column] }

    /// mean + scale · x.
    func undo(_ value: Double, column: Int) -> Double { means[column] + scales[column] * value }
}
