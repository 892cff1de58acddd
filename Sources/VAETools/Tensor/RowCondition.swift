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
    private let values: [ConditionNumber]

    init?(argument: String) {
        guard let end = argument.lastIndex(where: { "=<>".contains($0) }) else { return nil }
        let upTo = argument[...end]
        guard let comparison = Comparison.allCases.first(where: { upTo.hasSuffix($0.rawValue) }) else {
            return nil
        }
        let numbers = argument[argument.index(after: end)...].split(
            separator: ",", omittingEmptySubsequences: false)
        values = numbers.compactMap { ConditionNumber($0) }
        file = String(upTo.dropLast(comparison.rawValue.count))
        self.comparison = comparison
        let takesSeveral = comparison == .equal || comparison == .notEqual
        guard !file.isEmpty, values.count == numbers.count, values.count == 1 || takesSeveral
        else { return nil }
    }

    /// Whether it holds for each element of a block, in their own type.
    private func holds(for block: RowBlock) -> [Bool] {
        block.withUnsafeBytes { bytes in
            switch block.elementType {
            case .f2: floats(bytes, as: Float16.self)
            case .f4: floats(bytes, as: Float.self)
            case .f8: floats(bytes, as: Double.self)
            case .u1: integers(bytes, as: UInt8.self) { $0 }
            case .u2: integers(bytes, as: UInt16.self) { $0 }
            case .u4: integers(bytes, as: UInt32.self) { $0 }
            case .u8: integers(bytes, as: UInt64.self) { $0 }
            case .i1: integers(bytes, as: Int8.self) { $0 }
            case .i2: integers(bytes, as: Int16.self) { $0 }
            case .i4: integers(bytes, as: Int32.self) { $0 }
            case .i8: integers(bytes, as: Int64.self) { $0 }
            case .b1: integers(bytes, as: UInt8.self) { $0 == 0 ? 0 : 1 }
            }
        }
    }

    /// The numbers of the condition are rounded to the type.
    private func floats<Number: ConditionFloat>(_ bytes: UnsafeRawBufferPointer, as _: Number.Type) -> [Bool]
    {
        let values = values.map { Number($0.text) ?? Number($0.double) }
        return bytes.copied(as: Number.self).map { number in
            holds { index in
                let value = values[index]
                return number.isNaN ? nil : number < value ? -1 : number == value ? 0 : 1
            }
        }
    }

    private func integers<Number: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, as _: Number.Type, _ value: (Number) -> Number
    ) -> [Bool] {
        bytes.copied(as: Number.self).map { number in
            let number = value(number)
            return holds { index in values[index].order(of: number) }
        }
    }

    /// - Parameter order: how an element stands to a number of the condition, −1, 0 or 1; nil: it is NaN.
    private func holds(_ order: (Int) -> Int?) -> Bool {
        switch comparison {
        case .equal: values.indices.contains { order($0) == 0 }
        case .notEqual: !values.indices.contains { order($0) == 0 }
        case .below: order(0).map { $0 < 0 } ?? false
        case .atMost: order(0).map { $0 <= 0 } ?? false
        case .above: order(0).map { $0 > 0 } ?? false
        case .atLeast: order(0).map { $0 >= 0 } ?? false
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
            for holds in holds(for: block) { rows.append(holds) }
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
