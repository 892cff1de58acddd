import CLibrary
import Distributions
import Formats
import Tensors

extension ColumnMoments {
    /// Those of all rows of a stream, and their form; nil for an empty stream.
    ///
    /// - Throws: bad data, where there are fewer than `least` rows.
    static func read(
        _ input: InputStream, covariance: Bool, least: Int
    ) throws(Failure) -> (ColumnMoments, RowForm)? {
        var result: (moments: ColumnMoments, form: RowForm)?
        while let record = try input.nextRecord() {
            let columns = record.columns
            let (square, overflow) = columns.multipliedReportingOverflow(by: columns)
            let count = covariance ? overflow ? .max : square : columns
            let what = "\(covariance ? "components" : "means") of \(columns) columns"
            // The covariance, its copy that is turned to a diagonal, the components, and they once more.
            let size = 4 * MemoryLayout<Double>.size
            try checkMemory("\(input.name): \(what)", count: count, size: size)
            MemoryFailure.require(what, count: count, size: size)
            result =
                result ?? (
                    ColumnMoments(columns: record.rowShape.count, covariance: covariance), record.form
                )
            while let block = try input.nextRows(upTo: .max) {
                let row = input.row - block.rows
                if block.elementType.exceedsFloat {
                    result!.moments.add(try Double.decode(block, row: row, in: input.name))
                } else {
                    result!.moments.add(try Float.decode(block, row: row, in: input.name))
                }
            }
        }
        guard input.row >= least || result == nil else {
            throw Failure.badData(input.name, "found \(input.row) rows, expected at least \(least)")
        }
        return result
    }
}
