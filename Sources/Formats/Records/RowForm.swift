import Tensors

/// What all rows of a stream have in common: the type of their elements and their shape.
///
/// Of raw rows, which have no header, it is all there is to know: they are little-endian, in C order, one after the
/// other until the end of the stream.
public struct RowForm: Hashable, Sendable, CustomStringConvertible {
    public let elementType: ElementType
    public let rowShape: Shape

    public init(_ elementType: ElementType, _ rowShape: Shape) {
        self.elementType = elementType
        self.rowShape = rowShape
    }

    /// Elements of one row.
    public var columns: Int { rowShape.count }

    /// Bytes of one row; 0 where the row shape has an axis of size 0.
    public var rowSize: Int { columns * elementType.size }

    /// As messages name it, behind "rows of": f4 with shape 28x28.
    public var description: String {
        rowShape.rank == 0 ? "one \(elementType.rawValue)" : "\(elementType.rawValue) with shape \(rowShape)"
    }

    /// The header that raw rows do not have.
    /// - Throws: `.unsupported` where a row has no elements, or more bytes than an `Int` counts.
    func rawHeader() throws(FormatError) -> RecordHeader {
        let size = columns.multipliedReportingOverflow(by: elementType.size)
        guard size.partialValue > 0, !size.overflow else {
            throw .unsupported("found raw rows of shape \(rowShape), expected 1 to 2^63 bytes in a row")
        }
        return RecordHeader(form: self, rows: nil, bigEndian: false, fortranOrder: false)
    }
}

/// Rows of one form.
public protocol FormedRows {
    var form: RowForm { get }
}

extension FormedRows {
    public var elementType: ElementType { form.elementType }

    /// Every axis but axis 0.
    public var rowShape: Shape { form.rowShape }

    /// Elements of one row.
    public var columns: Int { form.columns }

    /// Bytes of one row.
    public var rowSize: Int { form.rowSize }
}
