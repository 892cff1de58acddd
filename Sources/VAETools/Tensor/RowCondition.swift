import Formats

/// A comparison of the numbers of a stream, one for each row: labels.npy=3, labels.npy=1,3,5, ages.npy>=18.
struct RowCondition: TypedValue {
    static let form = "a file, one of = != < <= > >=, and a number, or several after = or !="

    private enum Comparison: String, CaseIterable {
        case notEqual = "!="
        case atMost = "<="
        case atLeast = ">="
        case equal = "="
        case below = "<"
        case above = ">"
    }

    let file: String
    private let comparison: Comparison
    private let values: [Double]

    init?(argument: String) {
        guard let end = argument.lastIndex(where: { "=<>".contains($0) }) else { return nil }
        let upTo = argument[...end]
        guard let comparison = Comparison.allCases.first(where: { upTo.hasSuffix($0.rawValue) }) else {
            return nil
        }
        let numbers = argument[argument.index(after: end)...].split(
            separator: ",", omittingEmptySubsequences: false)
        values = numbers.compactMap { Double($0) }
        file = String(upTo.dropLast(comparison.rawValue.count))
        self.comparison = comparison
        let takesSeveral = comparison == .equal || comparison == .notEqual
        guard !file.isEmpty, values.count == numbers.count, values.count == 1 || takesSeveral,
            !values.contains(where: \.isNaN)
        else { return nil }
    }

    func holds(for value: Double) -> Bool {
        switch comparison {
        case .equal: values.contains(value)
        case .notEqual: !values.contains(value)
        case .below: value < values[0]
        case .atMost: value <= values[0]
        case .above: value > values[0]
        case .atLeast: value >= values[0]
        }
    }

    /// For each row of the file, in 64 bits of a word each, whether it holds.
    func evaluate() throws(Failure) -> RowSet {
        let input = InputStream(operands: [file], raw: nil, batch: nil)
        var rows = RowSet()
        while let block = try input.nextRowsOfAnyRecord(upTo: .max) {
            guard block.rowShape.count == 1 else {
                throw Failure.badData(
                    input.name, "found rows of \(block.rowShape), expected one number in each")
            }
            for value in block.decodeDoubles() { rows.append(holds(for: value)) }
        }
        return rows
    }
}

/// Some of the rows of a stream, a bit for each.
struct RowSet {
    private(set) var count = 0
    private var words: [UInt64] = []

    mutating func append(_ isMember: Bool) {
        if count % 64 == 0 { words.append(0) }
        if isMember { words[count / 64] |= 1 << (count % 64) }
        count += 1
    }

    func contains(_ row: Int) -> Bool { words[row / 64] >> (row % 64) & 1 == 1 }

}
