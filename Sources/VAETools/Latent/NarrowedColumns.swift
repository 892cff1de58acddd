import Formats
import Tensors

/// Watches for columns whose numbers, of types with more digits than f4, are so far from zero that as f4 they no longer
/// tell rows apart.
struct NarrowedColumns {
    private var minimum: [Double] = []
    private var maximum: [Double] = []

    mutating func add(_ block: RowBlock, row: Int, in name: String) throws(Failure) {
        guard block.elementType.exceedsFloat else { return }
        let values = try Double.decode(block, row: row, in: name)
        let columns = block.columns
        if minimum.isEmpty {
            minimum = [Double](repeating: .infinity, count: columns)
            maximum = minimum.map { -$0 }
        }
        for (index, value) in values.enumerated() {
            let column = index % columns
            minimum[column] = min(minimum[column], value)
            maximum[column] = max(maximum[column], value)
        }
    }

    /// The first column of which rounding to f4 may move a number by more than 2⁻¹⁰ of its range.
    var first: Int? {
        minimum.indices.first {
            let greatest = max(abs(minimum[$0]), abs(maximum[$0]))
            return minimum[$0] < maximum[$0]
                && Float.isCoarse(near: greatest, spread: maximum[$0] - minimum[$0])
        }
    }

    /// Says so.
    func warn(_ messages: Messages, _ name: String) {
        guard let column = first else { return }
        messages.write(
            "\(name): warning: column \(column): found \(minimum[column]) to \(maximum[column]), whose differences f4 "
                + "does not hold; vae-tensor rescale --standardize makes them small")
    }
}
