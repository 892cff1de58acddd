import Formats
import Tensors

/// A record whose number of rows may not be known before its end.
///
/// Where it is not, the header is replaced at the end in an output that allows it; for any other, as a pipe, the rows
/// wait in a ``SpoolFile``.
final class GrowingRecord: FormedRows {
    private let output: OutputFile
    let form: RowForm
    private let end: End
    private var size = 0

    private enum End {
        /// The header tells the number already.
        case known
        /// The header stands here.
        case replaceable(Int64)
        case spooled(SpoolFile)
    }

    /// - Parameter rows: how many there will be; nil: nobody knows.
    /// - Precondition: a row is not empty.
    init(output: OutputFile, form: RowForm, rows: Int? = nil) throws(Failure) {
        self.output = output
        self.form = form
        if rows != nil {
            end = .known
        } else if let offset = try output.replaceableOffset() {
            end = .replaceable(offset)
        } else {
            end = .spooled(try SpoolFile())
        }
        if case .spooled = end { return }
        var header = header(rows: rows ?? 0)
        // What has no end yet must not look like an array.
        if rows == nil { header[0] = 0 }
        try output.write { bytes throws(FormatError) in
            try bytes.write(header)
            try bytes.send()
        }
    }

    /// How many rows were added.
    var rows: Int { size / rowSize }

    /// What was written so far.
    var record: Record { Record(form, rows: rows) }

    /// Adds rows, little-endian and in C order.
    func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        size += bytes.count
        if case .spooled(let spool) = end { return try spool.append(bytes) }
        try output.write { writer throws(FormatError) in try writer.write(bytes) }
    }

    func append(_ block: RowBlock) throws(Failure) {
        try block.withUnsafeBytes { (bytes) throws(Failure) in try append(bytes) }
    }

    func append<Number: BitwiseCopyable>(numbers: [Number]) throws(Failure) {
        try numbers.withUnsafeBufferPointer { (numbers) throws(Failure) in
            try append(UnsafeRawBufferPointer(numbers))
        }
    }

    /// Lets what was added go, where the reader may have it already.
    func send() throws(Failure) {
        if case .known = end { try output.write { bytes throws(FormatError) in try bytes.send() } }
    }

    /// Completes the record.
    func finish() throws(Failure) {
        let header = header(rows: rows)
        switch end {
        case .known: return
        case .replaceable(let offset): try output.replace(at: offset, with: header)
        case .spooled(let spool):
            try output.write { bytes throws(FormatError) in try bytes.write(header) }
            try spool.read(rowSize: rowSize) { (rows) throws(Failure) in
                try output.write { bytes throws(FormatError) in try bytes.write(rows) }
            }
        }
    }

    private func header(rows: Int) -> [UInt8] {
        TensorStreamWriter.header(shape: rowShape.prefixed(by: rows), elementType: elementType)
    }
}
