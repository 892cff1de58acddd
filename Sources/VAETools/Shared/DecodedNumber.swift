import Formats
import Tensors

/// What stored numbers are decoded to.
protocol DecodedNumber: BinaryFloatingPoint, BitwiseCopyable {
    /// The numbers of a block of rows.
    ///
    /// - Parameter row: the index of the first row in the stream.
    /// - Throws: bad data, where a number is not finite in single precision.
    static func decode(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [Self]

    /// Writes numbers as elements of `type`, f4 or f8.
    static func write(_ numbers: [Self], as type: ElementType, to output: RecordOutput) throws(Failure)
}

extension ElementType {
    /// What means of numbers of this type are written as.
    var resultType: ElementType { exceedsFloat ? .f8 : .f4 }
}

extension Float: DecodedNumber {
    static func decode(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [Float] {
        try InputValues().decode(block, row: row, in: name)
    }

    static func write(_ numbers: [Float], as type: ElementType, to output: RecordOutput) throws(Failure) {
        precondition(type == .f4)
        try output.write(numbers)
    }
}

extension Double: DecodedNumber {
    static func decode(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [Double] {
        try InputValues().check(block, row: row, in: name)
        let count = block.rows * block.rowShape.count
        return [Double](unsafeUninitializedCapacity: count) { numbers, initialized in
            let target = UnsafeMutableBufferPointer(rebasing: numbers[..<count])
            block.withUnsafeBytes { block.elementType.decode($0, into: target) }
            initialized = count
        }
    }

    static func write(_ numbers: [Double], as type: ElementType, to output: RecordOutput) throws(Failure) {
        if type == .f8 { try output.write(numbers) } else { try output.write(numbers.map { Float($0) }) }
    }
}
