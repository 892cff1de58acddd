import Compute
import Formats
import Synchronization
import VAE

extension InputValues {
    /// Gives a block's rows to `body`, which may decode them on several threads.
    ///
    /// - Parameter row: the index of the first row in the stream.
    /// - Throws: as ``check(_:row:in:)`` does, after `body` has seen what is wrong.
    func load<Result>(
        _ block: RowBlock, row: Int, in name: String, _ body: (BatchRows) -> Result
    ) throws(Failure) -> Result {
        if block.elementType == .u1, !mayFail(.u1) {
            return block.withUnsafeBytes { bytes in
                let (base, size) = (bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), block.rowSize)
                return body(.bytes({ base + $0 * size }, divisor: divisor ?? 1))
            }
        }
        let isWrong = Atomic(false)
        func note(_ areRight: Bool) { if !areRight { isWrong.store(true, ordering: .relaxed) } }
        let result = body(
            block.elementType.exceedsFloat
                ? .wideNumbers { note(decode(block[$0], into: $1.elements)) }
                : .numbers { note(decode(block[$0], into: $1.elements)) })
        if isWrong.load(ordering: .relaxed) { try check(block, row: row, in: name) }
        return result
    }

    /// Gives a block's rows to `body`, those with values outside as well.
    ///
    /// - Returns: what ``check(_:row:in:)`` says of rows with such values, by their places in the block.
    func loadRows(
        _ block: RowBlock, row: Int, in name: String, _ body: (BatchRows) -> Void
    ) -> [Int: String] {
        do throws(Failure) {
            try load(block, row: row, in: name, body)
            return [:]
        } catch {
            var problems: [Int: String] = [:]
            for place in 0..<block.rows {
                do throws(Failure) {
                    try check(block[place..<place + 1], row: row + place, in: name)
                } catch { problems[place] = error.message }
            }
            return problems
        }
    }

    /// Whether all values of the block lie where they may.
    private func decode(_ block: RowBlock, into values: UnsafeMutableBufferPointer<Double>) -> Bool {
        block.withUnsafeBytes { block.elementType.decode($0, into: values) }
        hideMissing(values)
        if let exactDivisor { for index in values.indices { values[index] /= exactDivisor } }
        if rules != nil {
            return values.indices.allSatisfy {
                values[$0].isNaN ? missing.areAllowed : !isOutside(values[$0], at: $0)
            }
        }
        return values.allSatisfy { range.contains(Float($0)) || $0.isNaN && missing.areAllowed }
    }

    /// Whether all values of the block lie where they may.
    private func decode(_ block: RowBlock, into values: UnsafeMutableBufferPointer<Float>) -> Bool {
        decode(block, into: values.baseAddress!)
        return !mayFail(block.elementType) || firstIndexOutside(UnsafeBufferPointer(values)) == nil
    }
}
