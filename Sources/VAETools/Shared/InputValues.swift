import CLibrary
import Formats
import Tensors
import VAE

/// How stored numbers become those that a model sees, and which of them it takes.
struct InputValues {
    /// What each number is divided by; nil: it is taken as it is.
    let divisor: Float?
    /// The same, before it was rounded.
    let exactDivisor: Double?
    /// Where values may lie; nil: they must be finite.
    let support: ClosedRange<Float>?
    /// What each number is besides; nil: nothing.
    let rules: ValueRules?
    /// Whether the likelihood, which the support is that of, may still be chosen.
    var choosesLikelihood = false
    /// What becomes NaN, and whether NaN is taken.
    let missing: MissingValues

    init(
        divisor: Double? = nil, support: ClosedRange<Float>? = nil, rules: ValueRules? = nil,
        missing: MissingValues = .none
    ) {
        self.missing = missing
        self.rules = rules
        exactDivisor = divisor == 1 ? nil : divisor
        self.divisor = exactDivisor.map { Float($0) }
        self.support = support
    }

    /// Those that a model reads, of an array with elements of a type.
    init(
        of architecture: Architecture, _ type: ElementType, _ maximum: MaximumOptions, missing: MissingValues
    ) {
        self.init(
            divisor: maximum.divisor(of: type, learned: architecture.maximum ?? 1),
            support: architecture.likelihood.support, rules: architecture.valueRules, missing: missing)
    }

    var range: ClosedRange<Float> { support ?? .finite }

    /// The values of all rows of a block.
    /// - Parameter row: the index of the first row in the stream.
    /// - Throws: what ``check(_:row:in:)`` throws.
    func decode(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [Float] {
        let count = block.rows * block.rowShape.count
        MemoryFailure.require(
            "\(block.rows) rows of \(block.form)", count: count, size: MemoryLayout<Float>.size)
        let values = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            decode(block, into: buffer.baseAddress!)
            initialized = count
        }
        guard mayFail(block.elementType) else { return values }
        if let index = values.withUnsafeBufferPointer({ firstIndexOutside($0) }) {
            throw failure(values[index], at: index, of: block, row: row, in: name)
        }
        return values
    }

    /// Fails at the first value that is not finite or lies outside the support, unless it is missing and may be.
    /// - Parameter row: the index of the first row in the stream.
    /// - Returns: whether values are missing.
    @discardableResult
    func check(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> Bool {
        guard mayFail(block.elementType) else { return false }
        var found: (index: Int, value: Float)?
        var isMissing = false
        withUnsafeTemporaryAllocation(of: Float.self, capacity: InputValues.chunkSize) { scratch in
            forEachChunk(of: block) { index, bytes in
                let count = bytes.count / block.elementType.size
                decode(bytes, block.elementType, into: scratch.baseAddress!)
                let values = UnsafeBufferPointer(rebasing: scratch[..<count])
                let outside = firstIndexOutside(values, from: index)
                if missing.areAllowed && !isMissing { isMissing = values.containsNaN }
                found = outside.map { (index + $0, scratch[$0]) }
                return found == nil
            }
        }
        if let (index, value) = found { throw failure(value, at: index, of: block, row: row, in: name) }
        return isMissing
    }

    /// - Parameter start: the index of the first number, from the beginning of a row on.
    func firstIndexOutside(_ values: UnsafeBufferPointer<Float>, from start: Int = 0) -> Int? {
        guard let rules else { return values.firstIndex(outside: range, allowsNaN: missing.areAllowed) }
        return values.indices.first { index in
            values[index].isNaN ? !missing.areAllowed : !rules[start + index].allows(Double(values[index]))
        }
    }

    /// Whether a number, the one of this index from the beginning of a row on, is not missing and lies outside.
    func isOutside(_ value: Double, at index: Int) -> Bool {
        guard !value.isNaN else { return false }
        return rules.map { !$0[index].allows(value) } ?? !range.contains(Float(value))
    }

    /// Whether there are numbers of a type that become values outside, or missing ones.
    func mayFail(_ type: ElementType) -> Bool {
        type != .u1 || rules != nil || missing.value != nil || !range.contains(0)
            || !range.contains(255 / (divisor ?? 1))
    }

    func failure(
        _ value: Float, at index: Int, of block: RowBlock, row: Int, in name: String
    ) -> Failure {
        let expected =
            rules.map { $0[index].expectation } ?? support.map {
                "a value from \(plain($0.lowerBound)) to \(plain($0.upperBound))"
            }
            ?? "a finite value"
        let (rows, column) = index.quotientAndRemainder(dividingBy: block.rowShape.count)
        let hint = value.isFinite && rules == nil ? "; \(advice(value, block.elementType))" : ""
        let title = rules?.name(ofColumn: column).map { " (\(shown($0)))" } ?? ""
        return .badData(
            name,
            "row \(row + rows), column \(column)\(title): found \(plain(value)), expected \(expected)\(hint)")
    }
}

extension InputValues {
    /// Numbers that stay in the first cache from one pass over them to the next.
    private static let chunkSize = 4096

    /// Calls `body` with the bytes of some elements and the index of the first, in order, until it returns false.
    private func forEachChunk(of block: RowBlock, _ body: (Int, UnsafeRawBufferPointer) -> Bool) {
        let size = block.elementType.size
        block.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: InputValues.chunkSize * size) {
                let end = min(start + InputValues.chunkSize * size, bytes.count)
                guard body(start / size, UnsafeRawBufferPointer(rebasing: bytes[start..<end])) else { return }
            }
        }
    }

    /// Writes all values of a block.
    func decode(_ block: RowBlock, into start: UnsafeMutablePointer<Float>) {
        forEachChunk(of: block) { index, bytes in
            decode(bytes, block.elementType, into: start + index)
            return true
        }
    }

    private func decode(
        _ bytes: UnsafeRawBufferPointer, _ type: ElementType, into start: UnsafeMutablePointer<Float>
    ) {
        let values = UnsafeMutableBufferPointer(start: start, count: bytes.count / type.size)
        type.decode(bytes, into: values)
        hideMissing(values)
        guard let divisor else { return }
        for index in 0..<values.count { start[index] /= divisor }
    }
}

extension InputValues {
    /// Writes NaN where stored numbers stand for missing values.
    func hideMissing<Number: BinaryFloatingPoint>(_ numbers: UnsafeMutableBufferPointer<Number>) {
        guard let value = missing.value.map({ Number($0) }) else { return }
        for index in numbers.indices where numbers[index] == value { numbers[index] = .nan }
    }

    /// Adds how many numbers of each column of a block are missing.
    func countMissing(in block: RowBlock, into counts: inout [Int]) {
        if block.elementType.exceedsFloat {
            countMissing(in: block, into: &counts) { (bytes, numbers: UnsafeMutableBufferPointer<Double>) in
                block.elementType.decode(bytes, into: numbers)
                hideMissing(numbers)
            }
        } else {
            countMissing(in: block, into: &counts) { (bytes, numbers: UnsafeMutableBufferPointer<Float>) in
                decode(bytes, block.elementType, into: numbers.baseAddress!)
            }
        }
    }

    private func countMissing<Number: BinaryFloatingPoint>(
        in block: RowBlock, into counts: inout [Int],
        decode: (UnsafeRawBufferPointer, UnsafeMutableBufferPointer<Number>) -> Void
    ) {
        counts.withUnsafeMutableBufferPointer { counts in
            var column = 0
            withUnsafeTemporaryAllocation(of: Number.self, capacity: InputValues.chunkSize) { scratch in
                forEachChunk(of: block) { _, bytes in
                    let numbers = UnsafeMutableBufferPointer(
                        rebasing: scratch[..<(bytes.count / block.elementType.size)])
                    decode(bytes, numbers)
                    for number in numbers {
                        counts[column] += number == number ? 0 : 1
                        column = column + 1 == counts.count ? 0 : column + 1
                    }
                    return true
                }
            }
        }
    }

    /// What may bring a number of a type into 0 to 1.
    private func advice(_ value: Float, _ type: ElementType) -> String {
        if type.isInteger && value > 0 { return "--max divides integers" }
        return choosesLikelihood
            ? "--likelihood gaussian takes any number, and 'vae-tensor rescale' changes the scale"
            : "'vae-tensor rescale' changes the scale"
    }
}
