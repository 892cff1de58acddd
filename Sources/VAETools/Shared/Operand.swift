import CLibrary
import Formats
import SystemPackage
import Tensors

/// Rows that belong together, as one NPY array holds them.
struct InputRecord: Sendable {
    let rows: Int
    let rowShape: Shape
    let elementType: ElementType

    /// Bytes of one row.
    var rowSize: Int { rowShape.count * elementType.size }
}

/// The records of one operand. Errors name it.
protocol Operand: AnyObject {
    var name: String { get }

    /// The next record, or nil at the end.
    func nextRecord() throws(Failure) -> InputRecord?

    /// The next rows of the current record, at most `count`, or nil.
    func nextRows(upTo count: Int) throws(Failure) -> RowBlock?
}

/// - Parameter maps: whether rows of a regular file may be its memory.
func openOperand(_ operand: String, raw: RawFormat?, maps: Bool) throws(Failure) -> any Operand {
    let file = try OperandFile(operand, maps: maps)
    return raw.map { RawOperand(file, format: $0) } ?? ArrayOperand(file)
}

/// A file that is open for reading, or standard input for "-".
final class OperandFile {
    /// As messages name it.
    let name: String
    /// Of no use once this is gone.
    let bytes: ByteReader
    let descriptor: FileDescriptor
    let isStandardInput: Bool

    /// - Parameter maps: whether bytes of a regular file may be its memory.
    init(_ operand: String, maps: Bool = false) throws(Failure) {
        isStandardInput = operand == "-"
        name = isStandardInput ? "standard input" : operand
        descriptor = isStandardInput ? .standardInput : try openForReading(operand)
        bytes = ByteReader(descriptor, maps: maps)
        guard !isTerminal(descriptor) else {
            throw Failure.usage("\(name) is a terminal; give a file, or redirect one with '<'")
        }
    }

    deinit { if !isStandardInput { try? descriptor.close() } }
}

/// Opens a file that is not a folder, or says why it cannot be.
func openForReading(_ path: String) throws(Failure) -> FileDescriptor {
    do {
        let descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
        if let status = status(of: descriptor), status.st_mode & S_IFMT == S_IFDIR {
            try descriptor.close()
            throw Errno.isDirectory
        }
        return descriptor
    } catch {
        throw Failure(.cannotOpenInput, "\(path): cannot open: \(error)")
    }
}

private func status(of descriptor: FileDescriptor) -> stat? {
    var status = stat()
    return fstat(descriptor.rawValue, &status) == 0 ? status : nil
}

/// NPY and IDX arrays.
private final class ArrayOperand: Operand {
    private let file: OperandFile
    private let reader: TensorStreamReader

    init(_ file: OperandFile) {
        self.file = file
        reader = TensorStreamReader(file.bytes)
    }

    var name: String { file.name }

    func nextRecord() throws(Failure) -> InputRecord? {
        let header = try naming(name) { () throws(FormatError) in try reader.nextRecord() }
        return header.map {
            InputRecord(rows: $0.rows!, rowShape: $0.rowShape, elementType: $0.elementType)
        }
    }

    func nextRows(upTo count: Int) throws(Failure) -> RowBlock? {
        try naming(name) { () throws(FormatError) in try reader.readRows(upTo: count) }
    }
}

/// Rows without a header. A regular file is one record; the rows of a pipe, whose number nobody knows before
/// its end, are cut into records of at most ``pipeRecordRows`` and, for wide rows, ``pipeRecordBytes``.
private final class RawOperand: Operand {
    static let pipeRecordRows = 4096
    static let pipeRecordBytes = 1 << 22

    private let file: OperandFile
    private let format: RawFormat
    private let reader: TensorStreamReader
    /// Rows of a regular file that were promised and not yet given; nil for a pipe.
    private var fileRows: Int?
    private let recordRows: Int
    private var started = false
    /// A record of a pipe, and how many of its rows were given.
    private var pending: RowBlock?
    private var given = 0

    init(_ file: OperandFile, format: RawFormat) {
        self.file = file
        self.format = format
        let rowBytes = format.rowShape.count * format.elementType.size
        fileRows = remainingBytes(file.descriptor).map { bytes in (bytes + rowBytes - 1) / rowBytes }
        recordRows = max(min(RawOperand.pipeRecordRows, RawOperand.pipeRecordBytes / rowBytes), 1)
        reader = TensorStreamReader(file.bytes, raw: format)
    }

    var name: String { file.name }

    func nextRecord() throws(Failure) -> InputRecord? {
        let isFirst = !started
        started = true
        if isFirst {
            let header = try naming(name) { () throws(FormatError) in try reader.nextRecord() }
            guard header != nil else { return nil }
            if let fileRows { return record(fileRows) }
        }
        guard fileRows == nil else { return nil }
        pending = try read(upTo: recordRows)
        given = 0
        return pending.map { record($0.rows) }
    }

    func nextRows(upTo count: Int) throws(Failure) -> RowBlock? {
        if let fileRows { return try nextFileRows(upTo: min(count, fileRows)) }
        guard let block = pending, given < block.rows else { return nil }
        let range = given..<min(given + count, block.rows)
        given = range.upperBound
        return block[range]
    }

    /// A file may grow or shrink while it is read.
    private func nextFileRows(upTo count: Int) throws(Failure) -> RowBlock? {
        guard count > 0 else { return nil }
        guard let block = try read(upTo: count) else {
            throw Failure.badData(name, "found the end of the file, expected \(fileRows!) more rows")
        }
        fileRows! -= block.rows
        return block
    }

    private func record(_ rows: Int) -> InputRecord {
        InputRecord(rows: rows, rowShape: format.rowShape, elementType: format.elementType)
    }

    private func read(upTo count: Int) throws(Failure) -> RowBlock? {
        try naming(name) { () throws(FormatError) in try reader.readRows(upTo: count) }
    }
}

/// The bytes from the current place to the end of a regular file; nil for anything else.
private func remainingBytes(_ descriptor: FileDescriptor) -> Int? {
    guard let status = status(of: descriptor), status.st_mode & S_IFMT == S_IFREG,
        let place = try? descriptor.seek(offset: 0, from: .current)
    else { return nil }
    // Files of the system, as in /proc, have no size and are read like pipes.
    let size = Int(status.st_size)
    return size == 0 ? nil : max(size - Int(place), 0)
}
