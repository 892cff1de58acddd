import Formats

/// A stream of records of any type on its way to a file.
final class RecordOutput {
    let file: OutputFile
    private let writer: TensorStreamWriter

    init(_ file: OutputFile) {
        self.file = file
        writer = TensorStreamWriter(file.bytes)
    }

    /// - Precondition: the last record is complete.
    func begin(_ record: Record) throws(Failure) {
        try file.write { bytes throws(FormatError) in
            try writer.beginRecord(shape: record.shape, elementType: record.elementType)
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

    /// Writes numbers of a record of f4, many of them while the next are computed.
    func write(_ numbers: [Float]) throws(Failure) {
        try file.write { _ throws(FormatError) in try writer.write(numbers) }
    }

    /// Writes a whole record of f4.
    func write(_ numbers: [Float], as record: Record) throws(Failure) {
        try begin(record)
        try write(numbers)
    }

    /// Writes a whole record of f4 or f8.
    func write(_ numbers: [Double], as record: Record) throws(Failure) {
        try begin(record)
        try Double.write(numbers, as: record.elementType, to: self)
    }

    /// Lets go of what was written so far.
    func send() throws(Failure) { try file.write { bytes throws(FormatError) in try bytes.send() } }
}
