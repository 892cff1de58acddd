import Distributions
import Tensors

extension ColumnMoments {
    /// Those of all rows of a stream, and their shape; nil for an empty stream.
    ///
    /// - Throws: bad data, where there are fewer than `least` rows.
    static func read(
        _ input: InputStream, covariance: Bool, least: Int
    ) throws(Failure) -> (ColumnMoments, Shape)? {
        var result: (moments: ColumnMoments, rowShape: Shape)?
        while let record = try input.nextRecord() {
            let (columns, size) = (record.columns, MemoryLayout<Double>.size)
            if covariance {
                // The covariance, its copy that is turned to a diagonal, the components, and they once more.
                let (count, overflow) = columns.multipliedReportingOverflow(by: columns)
                try checkMemory(
                    "\(input.name): components of \(columns) columns", count: overflow ? .max : count,
                    size: 4 * size)
            } else {
                try checkMemory("\(input.name): means of \(columns) columns", count: columns, size: 4 * size)
            }
            result =
                result ?? (
                    ColumnMoments(columns: record.rowShape.count, covariance: covariance), record.rowShape
                )
            while let block = try input.nextRows(upTo: .max) {
                let row = input.row - block.rows
                result!.moments.add(try InputValues().decode(block, row: row, in: input.name))
            }
        }
        guard input.row >= least || result == nil else {
            throw Failure.badData(input.name, "found \(input.row) rows, expected at least \(least)")
        }
        return result
    }
}
