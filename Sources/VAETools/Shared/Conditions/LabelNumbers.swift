import Formats
import Tensors

/// The numbers of classes, and which of them stands for a missing label.
struct LabelNumbers {
    /// Nil: no label may be missing.
    let missing: Int?

    /// Beyond it double precision does not hold every whole number.
    private static let greatest = 0x1p53

    /// The labels of some rows, nil where they are missing.
    ///
    /// - Parameter row: the index of the first row in the stream.
    /// - Throws: bad data, where there are other numbers.
    func decode(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [Int?] {
        var labels: [Int?] = []
        labels.reserveCapacity(block.rows)
        for (index, number) in block.decodeDoubles().enumerated() {
            let place = "row \(row + index): "
            if let missing, number == Double(missing) {
                labels.append(nil)
                continue
            }
            guard number == number.rounded(), 0...Self.greatest ~= number else {
                let form = missing.map { ", or \($0) where it is missing" } ?? ""
                throw .badData(
                    name, "\(place)found \(plain(number)), expected the number of a class, from 0 on\(form)")
            }
            labels.append(Int(number))
        }
        return labels
    }
}

extension CompanionStream.Wording {
    static let classes = CompanionStream.Wording(
        rows: "labels", expected: "one for each row of the data", width: "a label", namesRow: true)
    static let covariates = CompanionStream.Wording(
        rows: "rows of covariates", expected: "one for each row of the data",
        width: "the covariates of this model", namesRow: true)
}
