import Tensors

/// Rows without a header: little-endian, in C order, one after the other until the end of the stream.
public struct RawFormat: Hashable, Sendable {
    public let rowShape: Shape
    public let elementType: ElementType

    public init(rowShape: Shape, elementType: ElementType) {
        self.rowShape = rowShape
        self.elementType = elementType
    }

    /// - Throws: `.unsupported` where a row has no elements, or more bytes than an `Int` counts.
    func header() throws(FormatError) -> RecordHeader {
        let size = rowShape.count.multipliedReportingOverflow(by: elementType.size)
        guard size.partialValue > 0, !size.overflow else {
            throw .unsupported("found raw rows of shape \(rowShape), expected 1 to 2^63 bytes in a row")
        }
        return RecordHeader(
            elementType: elementType, rows: nil, rowShape: rowShape, bigEndian: false, fortranOrder: false)
    }
}
