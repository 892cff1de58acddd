import Formats
import Tensors

/// Labels, whole numbers that are read in step with the rows they belong to.
final class LabelStream {
    /// Beyond it single precision does not hold every whole number.
    private static let greatest: Float = 0x1p24

    private let input: InputStream

    init(path: String) { input = InputStream(operands: [path], raw: nil, batch: nil) }

    /// The labels of the next rows.
    ///
    /// - Throws: bad data, where there are too few, or other numbers.
    func next(_ count: Int) throws(Failure) -> [Float] {
        var labels: [Float] = []
        while labels.count < count {
            guard let block = try input.nextRowsOfAnyRecord(upTo: count - labels.count) else {
                throw Failure.badData(input.name, "found \(input.row) labels, expected one for each row")
            }
            try checkWidth(of: block.rowShape, expected: Shape([]), what: "a label", in: input.name)
            let range = -LabelStream.greatest...LabelStream.greatest
            let row = input.row - block.rows
            let values = try InputValues(support: range).decode(block, row: row, in: input.name)
            if let index = values.firstIndex(where: { $0 != $0.rounded() }) {
                throw Failure.badData(
                    input.name, "row \(row + index): found \(values[index]), expected a whole number")
            }
            labels += values
        }
        return labels
    }

    /// - Throws: bad data, where labels are left.
    func checkEnd() throws(Failure) {
        guard try input.nextRowsOfAnyRecord(upTo: 1) != nil else { return }
        throw Failure.badData(
            input.name, "found more than \(input.row - 1) labels, expected one for each row")
    }
}
