import Formats
import Tensors
import VAE

/// Rows as they were stored, with numbers in the place of the missing ones.
struct CompletedRows {
    private let block: RowBlock
    private let numbers: ObservedNumbers
    private let writer: ElementWriter

    /// - Parameter missing: the stored number that stands for a missing value, which is never written.
    init(_ block: RowBlock, _ numbers: ObservedNumbers, missing: Double?) {
        (self.block, self.numbers) = (block, numbers)
        writer = ElementWriter(type: block.elementType, missing: missing)
    }

    private var type: ElementType { block.elementType }
    private var columns: Int { block.columns }

    /// The elements of what is written.
    func elements(_ results: [ImputedRow?], _ output: ImputationOutput) -> [UInt8] {
        switch output {
        case .mean: completions(results, count: 1)
        case .draws(let count): completions(results, count: count)
        case .meanAndDeviation: meansAndDeviations(results)
        }
    }

    /// Copies of each row with the numbers filled in.
    private func completions(_ results: [ImputedRow?], count: Int) -> [UInt8] {
        let (size, rowSize) = (type.size, block.rowSize)
        var elements = [UInt8](repeating: 0, count: block.rows * count * rowSize)
        elements.withUnsafeMutableBytes { elements in
            for row in 0..<block.rows {
                for copy in 0..<count {
                    let start = (row * count + copy) * rowSize
                    block[row..<row + 1].withUnsafeBytes {
                        UnsafeMutableRawBufferPointer(rebasing: elements[start..<start + rowSize])
                            .copyMemory(from: $0)
                    }
                    guard let values = results[row]?.values else { continue }
                    for column in 0..<columns where numbers.isMissing(row * columns + column) {
                        let place = start + column * size
                        writer.write(
                            values[copy * columns + column] * numbers.divisor,
                            to: UnsafeMutableRawBufferPointer(rebasing: elements[place..<place + size]))
                    }
                }
            }
        }
        return elements
    }

    /// The means of each row, with what is observed as it is, and then the deviations, 0 of what is observed.
    private func meansAndDeviations(_ results: [ImputedRow?]) -> [UInt8] {
        let stored = block.decodeDoubles()
        var elements: [UInt8] = []
        for row in 0..<block.rows {
            let values = results[row]?.values
            for part in 0..<2 {
                for column in 0..<columns {
                    let index = row * columns + column
                    let number =
                        numbers.isMissing(index)
                        ? values![part * columns + column] * numbers.divisor : part == 0 ? stored[index] : 0
                    if type.resultType == .f8 {
                        withUnsafeBytes(of: number) { elements += $0 }
                    } else {
                        withUnsafeBytes(of: Float(number)) { elements += $0 }
                    }
                }
            }
        }
        return elements
    }
}
