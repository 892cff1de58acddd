import Tensors

/// Writes a tensor stream: NPY 1.0 records, little-endian, in C order.
///
/// Flushing and closing is left to the ``ByteWriter``.
public final class TensorStreamWriter {
    private let bytes: ByteWriter
    private var elementType = ElementType.f4
    /// Elements that the current record still lacks.
    private var missing = 0

    public init(_ bytes: ByteWriter) {
        self.bytes = bytes
    }

    /// What stands before the elements of a record; as long for any number of rows.
    public static func header(shape: Shape, elementType: ElementType) -> [UInt8] {
        NPY.header(shape: shape, elementType: elementType)
    }

    /// Writes the header of a record, byte for byte as `numpy.save` does.
    /// - Precondition: the last record is complete.
    public func beginRecord(shape: Shape, elementType: ElementType = .f4) throws(FormatError) {
        precondition(missing == 0, "the last record lacks \(missing) elements")
        self.elementType = elementType
        missing = shape.count
        try bytes.write(Self.header(shape: shape, elementType: elementType))
    }

    /// Writes the next elements of a record of f4.
    /// - Precondition: it lacks at least that many.
    public func write(_ values: [Float]) throws(FormatError) {
        precondition(elementType == .f4, "numbers for a record of another type")
        count(values.count)
        try bytes.write(numbers: values)
    }

    /// Writes elements as they are, native numbers of the record's type.
    /// - Precondition: the record lacks at least that many elements.
    public func write(encoded elements: UnsafeRawBufferPointer) throws(FormatError) {
        count(elements.count / elementType.size)
        try bytes.write(elements)
    }

    /// Writes the next elements of a record of i8.
    /// - Precondition: it lacks at least that many.
    public func write(integers: [Int64]) throws(FormatError) {
        precondition(elementType == .i8, "integers for a record of another type")
        try integers.withUnsafeBufferPointer { (integers) throws(FormatError) in
            try write(encoded: UnsafeRawBufferPointer(integers))
        }
    }

    private func count(_ elements: Int) {
        precondition(elements <= missing, "\(elements) elements for a record that lacks \(missing)")
        missing -= elements
    }
}
