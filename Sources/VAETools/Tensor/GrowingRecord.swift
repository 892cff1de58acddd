import Formats
import SystemPackage
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A record whose number of rows is known only at its end, although its header tells it.
///
/// In a file the header is written anew at the end. In a pipe nothing can be, so that rows wait in a temporary file
/// until they are all there.
final class GrowingRecord {
    private let file: OutputFile
    private let rowShape: Shape
    private let elementType: ElementType
    /// Where in the file the header stands; nil: it cannot be written anew.
    private let place: Int64?
    private let spool: SpoolFile?
    private(set) var rows = 0

    /// Begins the record.
    init(_ file: OutputFile, rowShape: Shape, elementType: ElementType) throws(Failure) {
        self.file = file
        self.rowShape = rowShape
        self.elementType = elementType
        place = try GrowingRecord.place(in: file)
        spool = place == nil ? try SpoolFile() : nil
        if place != nil { try writeHeader() }
    }

    /// Whether a header in `file` can be written anew.
    static func isPossible(in file: OutputFile) throws(Failure) -> Bool { try place(in: file) != nil }

    private static func place(in file: OutputFile) throws(Failure) -> Int64? {
        try file.write { bytes throws(FormatError) in try bytes.flush() }
        var status = stat()
        let flags = fcntl(file.descriptor.rawValue, F_GETFL)
        guard fstat(file.descriptor.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            flags >= 0, flags & O_APPEND == 0
        else { return nil }
        return try? file.descriptor.seek(offset: 0, from: .current)
    }

    /// Adds whole rows, native numbers of the record's type.
    func write(_ elements: UnsafeRawBufferPointer) throws(Failure) {
        rows += elements.count / (rowShape.count * elementType.size)
        if let spool { return try spool.write(elements) }
        try file.write { bytes throws(FormatError) in try bytes.write(elements) }
    }

    func write(_ block: RowBlock) throws(Failure) {
        try block.withUnsafeBytes { (bytes) throws(Failure) in try write(bytes) }
    }

    /// Completes the record.
    func finish() throws(Failure) {
        guard let place else {
            try writeHeader()
            return try spool!.copy(to: file)
        }
        try file.write { bytes throws(FormatError) in try bytes.flush() }
        do {
            try file.descriptor.writeAll(toAbsoluteOffset: place, header)
        } catch {
            throw Failure(.inputOutputError, "\(file.name): cannot write: \(error)")
        }
    }

    private var header: [UInt8] {
        TensorStreamWriter.header(shape: rowShape.prefixed(by: rows), elementType: elementType)
    }

    private func writeHeader() throws(Failure) {
        try file.write { bytes throws(FormatError) in try bytes.write(header) }
    }
}
