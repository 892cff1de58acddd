import Formats
import Tensors

/// The type and shape of a record.
struct RecordForm {
    let elementType: ElementType
    let shape: Shape

    /// - Parameter name: of the operand that asks for it.
    /// - Throws: bad data where rows are too many to write.
    init(_ elementType: ElementType, rows: Int, rowShape: Shape, in name: String) throws(Failure) {
        guard let shape = Shape(checking: [rows] + rowShape.dimensions + [elementType.size]) else {
            throw Failure.badData(name, "found \(rows) rows of \(rowShape), too many to write")
        }
        self.elementType = elementType
        self.shape = Shape(shape.dimensions.dropLast())
    }
}

/// A stream of records of any type on its way to a file.
final class RecordOutput {
    let file: OutputFile
    private let writer: TensorStreamWriter

    init(_ file: OutputFile) {
        self.file = file
        writer = TensorStreamWriter(file.bytes)
    }

    /// - Precondition: the last record is complete.
    func begin(_ form: RecordForm) throws(Failure) {
        try file.write { bytes throws(FormatError) in
            try writer.beginRecord(shape: form.shape, elementType: form.elementType)
            try bytes.send()
        }
    }

    /// Writes rows of the record's type as they are.
    func write(_ block: RowBlock) throws(Failure) {
        try block.withUnsafeBytes { (bytes) throws(Failure) in try write(bytes) }
    }

    /// Writes native numbers of the record's type.
    func write(_ elements: UnsafeRawBufferPointer) throws(Failure) {
        try file.write { _ throws(FormatError) in try writer.write(encoded: elements) }
    }

    /// Writes numbers of the record's type.
    func write(_ numbers: [some BitwiseCopyable]) throws(Failure) {
        try numbers.withUnsafeBufferPointer { (numbers) throws(Failure) in
            try write(UnsafeRawBufferPointer(numbers))
        }
    }

    /// Lets go of what was written so far.
    func send() throws(Failure) { try file.write { bytes throws(FormatError) in try bytes.send() } }
}
