import ArgumentParser
import CLibrary
import Formats
import SystemPackage

/// -o.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Write to this file, which appears when it is complete. (default: standard output)",
            valueName: "file"),
        completion: .file())
    var output: String?

    @OptionGroup var durability: DurabilityOptions

    /// - Parameter binary: refuse to write to a terminal.
    func open(binary: Bool = true) throws(Failure) -> OutputFile {
        if let output, output != "-" { return try OutputFile(path: output) }
        guard !binary || !isTerminal(.standardOutput) else {
            throw Failure.usage(
                "standard output is a terminal; redirect it with '>' or '|', or give a file with -o")
        }
        return OutputFile.standardOutput()
    }
}

/// Where a tool's data goes: standard output, or a file that is written beside its place and renamed when it is
/// complete, so that a failure leaves what was there.
final class OutputFile {
    /// As messages name it.
    let name: String
    let bytes: ByteWriter
    private let descriptor: FileDescriptor
    private let path: String
    /// Nil where the bytes go to their place at once, or are there.
    private var temporary: TemporaryFile?
    private var place: FilePlace?

    static func standardOutput() -> OutputFile {
        OutputFile(name: "standard output", descriptor: .standardOutput, path: "")
    }

    /// - Throws: cannot-create, where the file cannot be; usage, where it is another output of the tool.
    convenience init(path: String) throws(Failure) {
        if let number = openDescriptor(named: path) {
            let descriptor = try creating(path) { try FileDescriptor(rawValue: number).duplicate() }
            self.init(name: path, descriptor: descriptor, path: path)
            return
        }
        var status = stat()
        let exists = path.withFileName { stat($0, &status) } == 0
        guard exists || errno == ENOENT else {
            throw Failure(.cannotCreateOutput, "\(path): cannot create: \(Errno(rawValue: errno))")
        }
        // A device or a named pipe is written to as it stands.
        guard !exists || status.st_mode & S_IFMT == S_IFREG else {
            let descriptor = try creating(path) { try openFile(path, .writeOnly) }
            self.init(name: path, descriptor: descriptor, path: path)
            return
        }
        let target = resolved(path)
        guard !OutputFile.isOpen(target) else {
            throw .usage("\(path): found the same file for two outputs, expected different ones")
        }
        let replaced = exists ? ReplacedFile(target, status) : nil
        if let obstacle = replaced?.obstacle {
            throw Failure(.cannotCreateOutput, "\(path): cannot create: \(obstacle)")
        }
        let temporary = try creating(path) {
            try TemporaryFile(beside: target, permissions: replaced == nil ? .all : .ownerReadWrite)
        }
        try creating(path) { try replaced?.describe(temporary.descriptor) }
        let descriptor = try creating(path) { try temporary.makeWriter() }
        self.init(name: path, descriptor: descriptor, path: target, temporary: temporary)
        place = FilePlace(target)
        OutputFile.targets.append(place)
    }

    /// Where the outputs go that are not complete yet.
    nonisolated(unsafe) private static var targets: [FilePlace?] = []

    /// Whether a path leads to an output that is not complete yet.
    static func isOpen(_ path: String) -> Bool {
        FilePlace(resolved(path)).map { targets.contains($0) } ?? false
    }

    private init(
        name: String, descriptor: FileDescriptor, path: String, temporary: TemporaryFile? = nil
    ) {
        self.name = name
        self.descriptor = descriptor
        self.path = path
        self.temporary = temporary
        bytes = ByteWriter(descriptor)
    }

    deinit {
        guard temporary != nil else { return }
        bytes.abandon()
        OutputFile.targets.removeAll { $0 == place }
    }

    /// Runs `body`; what fails to be written is told with the file's name.
    func write(_ body: (ByteWriter) throws(FormatError) -> Void) throws(Failure) {
        try naming(name) { () throws(FormatError) in try body(bytes) }
    }

    /// Runs `body`; what it has written is delivered even where it fails, and what fails to be delivered is told first.
    func delivering(_ body: () throws(Failure) -> Void) throws(Failure) {
        do throws(Failure) {
            try body()
        } catch {
            try write { bytes throws(FormatError) in try bytes.flush() }
            throw error
        }
    }

    /// Where the next byte will stand, if bytes before it can be replaced: in a regular file that is not appended to.
    func replaceableOffset() throws(Failure) -> Int64? {
        try write { bytes throws(FormatError) in try bytes.flush() }
        var status = stat()
        let flags = fcntl(descriptor.rawValue, F_GETFL)
        guard fstat(descriptor.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            flags >= 0, flags & O_APPEND == 0
        else { return nil }
        return try? descriptor.seek(offset: 0, from: .current)
    }

    /// Replaces bytes that were written at an offset that ``replaceableOffset()`` gave.
    func replace(at offset: Int64, with replacement: [UInt8]) throws(Failure) {
        try write { bytes throws(FormatError) in try bytes.flush() }
        do {
            try descriptor.writeAll(toAbsoluteOffset: offset, replacement)
        } catch {
            throw Failure(.inputOutputError, "\(name): cannot write: \(error)")
        }
    }

    /// Another descriptor of the file, which outlasts ``commit(isOneOfMany:)``.
    func duplicate() -> FileDescriptor? { temporary.flatMap { try? $0.makeWriter() } }

    /// Whether the bytes go to a file that nobody sees before it is complete.
    var isHidden: Bool { temporary != nil }

    /// Flushes, closes and puts the file in its place, so that it outlasts a power failure; everything is checked.
    ///
    /// - Parameter isOneOfMany: ``Durability/synchronizeFolders()`` is called after the last one.
    func commit(isOneOfMany: Bool = false) throws(Failure) {
        try ShrinkingFiles.check()
        guard let temporary else {
            return try write { bytes throws(FormatError) in try bytes.closeChecked() }
        }
        try write { bytes throws(FormatError) in try bytes.flush() }
        try Durability.synchronize(descriptor, name: name)
        try write { bytes throws(FormatError) in try bytes.closeChecked() }
        do throws(Errno) {
            try temporary.place(at: path)
        } catch {
            throw Failure(.cannotCreateOutput, "\(name): cannot create: \(error)")
        }
        self.temporary = nil
        OutputFile.targets.removeAll { $0 == place }
        if isOneOfMany {
            Durability.noteFolder(of: path, name: name)
        } else {
            try Durability.synchronizeFolder(of: path, name: name)
        }
    }
}

extension FilePermissions {
    /// What the umask of the process leaves of it is the mode of a new file.
    fileprivate static let all: FilePermissions = [.ownerReadWrite, .groupReadWrite, .otherReadWrite]
}

/// Runs `body`; where it fails, the file cannot be created.
private func creating<Value>(_ path: String, _ body: () throws -> Value) throws(Failure) -> Value {
    do { return try body() } catch {
        throw Failure(.cannotCreateOutput, "\(path): cannot create: \(error)")
    }
}
