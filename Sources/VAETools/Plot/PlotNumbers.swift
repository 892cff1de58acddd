import Formats
import Plots
import Tensors

extension RowBlock {
    /// All numbers in double precision, so that those far from zero stay apart.
    ///
    /// - Parameter row: the index of the first row in the stream.
    /// - Throws: bad data, where a number is not finite or too large to be drawn.
    func plottedNumbers(row: Int, in name: String) throws(Failure) -> [Double] {
        let values = decodeDoubles()
        guard let index = values.firstIndex(where: { !(abs($0) <= Axis.greatest) }) else { return values }
        let (rows, column) = index.quotientAndRemainder(dividingBy: rowShape.count)
        throw .badData(
            name,
            "row \(row + rows), column \(column): found \(plain(values[index])), expected a finite value")
    }

    /// A whole number for each row of a single value.
    ///
    /// - Parameter row: the index of the first row in the stream.
    /// - Throws: bad data, where there is another number.
    func wholeNumbers(row: Int, in name: String) throws(Failure) -> [Int] {
        var numbers = [Int](repeating: 0, count: rows)
        let overflow = withUnsafeBytes { bytes in
            numbers.withUnsafeMutableBytes { elementType.cast(bytes, to: .i8, overflow: .fails, into: $0) }
        }
        let values = decodeDoubles()
        let index = overflow ?? (elementType.isInteger ? nil : values.firstIndex { $0 != $0.rounded() })
        guard let index else { return numbers }
        throw .badData(
            name, "row \(row + index): found \(plain(values[index])), expected a whole number as a label")
    }
}
