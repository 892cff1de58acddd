import Formats
import Tensors

/// The rows of `--mask`, in step with those of the data: 1 where a value is observed, 0 where it is missing. The only row
/// of a mask stands for all.
final class MaskStream {
    private let stream: CompanionStream
    private let shape: Shape

    init(path: String, of shape: Shape, batch: Int) throws(Failure) {
        self.shape = shape
        stream = CompanionStream(path: path, .masks, batch: batch)
        try stream.repeatOnlyRow(of: shape)
    }

    /// Whether each value of the next rows is observed.
    ///
    /// - Throws: bad data, where there are too few rows, or other numbers.
    func next(_ count: Int) throws(Failure) -> [Bool] {
        let row = stream.row
        let numbers = try stream.next(count, of: shape)
        if let index = numbers.firstIndex(where: { $0 != 0 && $0 != 1 }) {
            let (place, column) = index.quotientAndRemainder(dividingBy: shape.count)
            throw Failure.badData(
                stream.name,
                "row \(row + place), column \(column): found \(plain(numbers[index])), expected 1 for a value that is "
                    + "observed, or 0")
        }
        return numbers.map { $0 == 1 }
    }

    /// - Throws: bad data, where rows are left.
    func checkEnd() throws(Failure) { try stream.checkEnd() }
}

extension CompanionStream.Wording {
    static let masks = CompanionStream.Wording(
        rows: "rows of a mask", expected: "one for each row of the data, or one for all",
        width: "the data of this model", namesRow: true)
}
