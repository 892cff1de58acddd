import Formats
import Tensors
import VAE

/// The numbers of some rows as a model sees them, NaN where they are missing.
struct ObservedNumbers {
    private let block: RowBlock
    private let values: InputValues
    /// After the division of integers.
    private let numbers: [Double]
    /// The first number that is missing and may not be.
    private let firstForbidden: Int?

    /// - Parameter observed: whether each number is, beside those that are missing by themselves; nil: it is.
    init(_ block: RowBlock, _ values: InputValues, observed: [Bool]?) {
        (self.block, self.values) = (block, values)
        var numbers = block.decodeDoubles()
        firstForbidden =
            values.missing.allowsNaN
            ? nil : numbers.indices.first { numbers[$0].isNaN && observed?[$0] ?? true }
        numbers.withUnsafeMutableBufferPointer { numbers in
            values.hideMissing(numbers)
            if let observed {
                for index in numbers.indices where !observed[index] { numbers[index] = .nan }
            }
            if let divisor = values.exactDivisor {
                for index in numbers.indices { numbers[index] /= divisor }
            }
        }
        self.numbers = numbers
    }

    /// NaN where it is missing.
    subscript(index: Int) -> Double { numbers[index] }

    func isMissing(_ index: Int) -> Bool { numbers[index].isNaN }

    /// What stored numbers were divided by.
    var divisor: Double { values.exactDivisor ?? 1 }

    /// Fails at the first number that lies outside, or is missing and may not be.
    ///
    /// - Parameter row: the index of the first row in the stream.
    func check(row: Int, in name: String) throws(Failure) {
        let outside = numbers.indices.first { values.isOutside(numbers[$0], at: $0) }
        guard let index = [outside, firstForbidden].compactMap({ $0 }).min() else { return }
        throw values.failure(Float(numbers[index]), at: index, of: block, row: row, in: name)
    }

    /// Fails at the first number between 0 and 1.
    func checkBinary(row: Int, in name: String) throws(Failure) {
        guard let index = numbers.firstIndex(where: { !$0.isNaN && $0 != 0 && $0 != 1 }) else { return }
        let (place, column) = index.quotientAndRemainder(dividingBy: block.columns)
        throw .badData(
            name,
            "row \(row + place), column \(column): found \(plain(numbers[index])), expected 0 or 1; "
                + "'vae-tensor binarize' makes these")
    }

    var batchRows: BatchRows {
        let (numbers, columns) = (numbers, block.columns)
        if block.elementType.exceedsFloat {
            return .wideNumbers { range, matrix in
                for (place, index) in (range.lowerBound * columns..<range.upperBound * columns).enumerated() {
                    matrix.base[place] = numbers[index]
                }
            }
        }
        return .numbers { range, matrix in
            for (place, index) in (range.lowerBound * columns..<range.upperBound * columns).enumerated() {
                matrix.base[place] = Float(numbers[index])
            }
        }
    }
}
