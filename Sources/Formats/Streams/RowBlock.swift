import Tensors

/// Some consecutive rows of a record.
public struct RowBlock: Hashable, Sendable {
    public let elementType: ElementType
    public let rowShape: Shape
    public let rows: Int

    /// The elements of all rows, `rows` × `rowShape`, in native byte order and C order.
    public let bytes: [UInt8]

    /// The elements as `Float`, rounded as ``ElementType/decode(_:into:)`` says.
    public func decode() -> [Float] {
        let count = bytes.count / elementType.size
        return [Float](unsafeUninitializedCapacity: count) { floats, initialized in
            let target = UnsafeMutableBufferPointer(rebasing: floats[..<count])
            bytes.withUnsafeBytes { elementType.decode($0, into: target) }
            initialized = count
        }
    }

    /// Some of the rows.
    public subscript(range: Range<Int>) -> RowBlock {
        let size = rowShape.count * elementType.size
        return RowBlock(
            elementType: elementType, rowShape: rowShape, rows: range.count,
            bytes: Array(bytes[range.lowerBound * size..<range.upperBound * size]))
    }
}
