import Formats
import Tensors

/// Means and sums of squared deviations of columns, row by row (Welford).
struct ColumnMoments {
    let columns: Int
    private(set) var rows = 0
    private(set) var means: [Double]
    private(set) var squares: [Double]

    init(columns: Int) {
        self.columns = columns
        means = [Double](repeating: 0, count: columns)
        squares = means
    }

    /// - Parameter values: rows × columns of them.
    mutating func add(_ values: UnsafeBufferPointer<Double>) {
        for start in stride(from: 0, to: values.count, by: columns) {
            rows += 1
            for column in 0..<columns {
                let deviation = values[start + column] - means[column]
                means[column] += deviation / Double(rows)
                squares[column] += deviation * (values[start + column] - means[column])
            }
        }
    }
}

/// What makes columns of mean 0 and standard deviation 1: z = (x − mean) / scale.
///
/// It is kept in f8, as an array of two rows: the means and the scales, which are population standard deviations, or 1
/// where a column is constant.
struct ColumnScaling {
    let means: [Double]
    let scales: [Double]

    init(_ moments: ColumnMoments) {
        means = moments.means
        scales = moments.squares.map { squares in
            let scale = (squares / Double(max(moments.rows, 1))).squareRoot()
            return scale.isNormal ? scale : 1
        }
    }

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
        (means, scales) = (rows[0], rows[1])
    }

    func write(to output: OutputFile, rowShape: Shape? = nil) throws(Failure) {
        guard (means + scales).allSatisfy(\.isFinite) else {
            throw Failure(.failed, "\(output.name): a mean or scale is beyond the range of f8")
        }
        let record = RecordOutput(output)
        let shape = rowShape ?? Shape([means.count])
        try record.begin(try Record(.f8, shape, rows: 2, in: output.name))
        try record.write(means + scales)
    }

    func apply(_ value: Double, column: Int) -> Double { (value - means[column]) / scales[column] }

    /// x = z · scale + mean.
    func undo(_ value: Double, column: Int) -> Double { value * scales[column] + means[column] }

    /// - Parameter values: rows of as many columns as this has.
    func apply(_ values: [Double]) -> [Double] {
        values.indices.map { apply(values[$0], column: $0 % means.count) }
    }

    func undo(_ values: [Double]) -> [Double] {
        values.indices.map { undo(values[$0], column: $0 % means.count) }
    }

    /// Fails where rows of `width` values in `name` are not those of the file at `path`.
    func check(width: Int, in name: String, of path: String) throws(Failure) {
        guard width == means.count else {
            throw Failure.badData(
                name, "found rows of \(width) values, expected \(means.count) as in \(path)")
        }
    }
}
