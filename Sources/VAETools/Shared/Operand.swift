import CLibrary
import Formats
import SystemPackage
import Tensors

/// The records of one operand. Errors name it.
protocol Operand: AnyObject {
    var name: String { get }

    /// The next record, or nil at the end.
    func nextRecord() throws(Failure) -> Record?

    /// The next rows of the current record, at most `count`, or nil.
    func nextRows(upTo count: Int) throws(Failure) -> RowBlock?
}

/// - Parameter maps: whether rows of a regular file may be its memory.
func openOperand(_ operand: String, raw: RowForm?, maps: Bool) throws(Failure) -> any Operand {
    let file = try OperandFile(operand, maps: maps)
    return raw.map { RawOperand(file, form: $0) } ?? ArrayOperand(file)
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
        guard !isTerminal(descriptor) else {
            throw Failure.usage("\(name) is a terminal; give a file, or redirect one with '<'")
        }
        if isStandardInput { try checkIsNotOutput(descriptor, name) }
        bytes = ByteReader(descriptor, maps: maps, name: name.visible)
    }

    /// Bytes at hand.
    init(_ bytes: ByteReader, name: String) {
        (self.bytes, self.name, descriptor, isStandardInput) = (bytes, name, .standardInput, true)
    }

    deinit { if !isStandardInput { try? descriptor.close() } }
}

/// Opens a file that is not a folder, or says why it cannot be.
func openForReading(_ path: String) throws(Failure) -> FileDescriptor {
    do {
        let descriptor = try openInput(path)
        if let status = status(of: descriptor), status.st_mode & S_IFMT == S_IFDIR {
            try descriptor.close()
            throw Errno.isDirectory
        }
        try checkIsNotOutput(descriptor, path)
        return descriptor
    } catch let failure as Failure {
        throw failure
    } catch {
        throw Failure.cannotOpen(path, error)
    }
}

/// Opens a file. Without /proc, /dev/stdin and its like are the descriptors that they name.
private func openInput(_ path: String) throws(Errno) -> FileDescriptor {
    do throws(Errno) {
        return try openFile(path, .readOnly)
    } catch {
        guard error == .noSuchFileOrDirectory, let number = openDescriptor(named: path) else { throw error }
        do { return try FileDescriptor(rawValue: number).duplicate() } catch { throw error as! Errno }
    }
}

/// Fails where what is read is the file that standard output goes to, which would never end: `cat x >> x`.
private func checkIsNotOutput(_ descriptor: FileDescriptor, _ name: String) throws(Failure) {
    guard let input = status(of: descriptor), input.st_mode & S_IFMT == S_IFREG, input.st_size > 0,
        FileIdentity(descriptor: descriptor.rawValue) == FileIdentity(descriptor: 1)
    else { return }
    throw Failure.usage(
        "\(name): found the file that is also the output, expected another; -o replaces a file")
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

    func nextRecord() throws(Failure) -> Record? {
        let header = try naming(name) { () throws(FormatError) in try reader.nextRecord() }
        return header.map { Record($0.form, rows: $0.rows!) }
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
    private let form: RowForm
    private let reader: TensorStreamReader
    /// Rows of a regular file that were promised and not yet given; nil for a pipe.
    private var fileRows: Int?
    private let recordRows: Int
    private var started = false
    /// A record of a pipe, and how many of its rows were given.
    private var pending: RowBlock?
    private var given = 0

    init(_ file: OperandFile, form: RowForm) {
        self.file = file
        self.form = form
        let rowSize = form.rowSize
        fileRows = remainingBytes(file.descriptor).map { bytes in (bytes + rowSize - 1) / rowSize }
        recordRows = max(min(RawOperand.pipeRecordRows, RawOperand.pipeRecordBytes / rowSize), 1)
        reader = TensorStreamReader(file.bytes, raw: form)
    }

    var name: String { file.name }

    func nextRecord() throws(Failure) -> Record? {
        let isFirst = !started
        started = true
        if isFirst {
            let header = try naming(name) { () throws(FormatError) in try reader.nextRecord() }
            guard header != nil else { return nil }
            if let fileRows { return Record(form, rows: fileRows) }
        }
        guard fileRows == nil else { return nil }
        pending = try read(upTo: recordRows)
        given = 0
        return pending.map { Record(form, rows: $0.rows) }
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

    private func read(upTo count: Int) throws(Failure) -> RowBlock? {
        try naming(name) { () throws(FormatError) in try reader.readRows(upTo: count) }
    }
}

/// The bytes from the current offset to the end of a regular file; nil for anything else.
private func remainingBytes(_ descriptor: FileDescriptor) -> Int? {
    guard let status = status(of: descriptor), status.st_mode & S_IFMT == S_IFREG,
        let offset = try? descriptor.seek(offset: 0, from: .current)
    else { return nil }
    // Files of the system, as in /proc, have no size and are read like pipes.
    let size = Int(status.st_size)
    return size == 0 ? nil : max(size - Int(offset), 0)
}
