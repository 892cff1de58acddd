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
/// It is kept in f4, as an array of two rows: the means and the scales, which are population standard deviations, or 1
/// where a column is constant.
struct ColumnScaling {
    let means: [Float]
    let scales: [Float]

    init(_ moments: ColumnMoments) {
        means = moments.means.map { Float($0) }
        scales = moments.squares.map { squares in
            let scale = Float((squares / Double(max(moments.rows, 1))).squareRoot())
            return scale.isNormal ? scale : 1
        }
    }

    /// Reads what ``write(to:)`` wrote.
    init(readingFile path: String) throws(Failure) {
        let input = InputStream(operands: [path], raw: nil, batch: nil)
        guard let record = try input.nextRecord(), record.rows == 2 else {
            throw .badData(
                input.name, "found no array of two rows, expected means and scales of import --standardize")
        }
        var values: [Float] = []
        while let block = try input.nextRowsOfAnyRecord(upTo: .max) {
            values += try InputValues().decode(block, row: input.row - block.rows, in: input.name)
        }
        let columns = record.rowShape.count
        guard values.count == 2 * columns else {
            throw .badData(
                input.name, "found \(input.row) rows, expected means and scales of import --standardize")
        }
        means = Array(values[..<columns])
        scales = Array(values[columns...])
    }

    func write(to output: OutputFile) throws(Failure) {
        guard (means + scales).allSatisfy(\.isFinite) else {
            throw Failure(.failed, "\(output.name): a mean or scale is beyond the range of f4")
        }
        try output.write { bytes throws(FormatError) in
            let writer = TensorStreamWriter(bytes)
            try writer.beginRecord(shape: Shape([2, means.count]))
            try writer.write(means + scales)
        }
    }

    /// - Parameter values: rows of as many columns as this has.
    func apply(_ values: [Double]) -> [Double] {
        map(values) { value, mean, scale in (value - mean) / scale }
    }

    /// x = z · scale + mean.
    func undo(_ values: [Double]) -> [Double] {
        map(values) { value, mean, scale in value * scale + mean }
    }

    private func map(
        _ values: [Double], _ body: (Double, Double, Double) -> Double
    ) -> [Double] {
        let columns = means.count
        return (0..<values.count).map {
            body(values[$0], Double(means[$0 % columns]), Double(scales[$0 % columns]))
        }
    }
}
