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
    private var temporaryPath: String?

    static func standardOutput() -> OutputFile {
        OutputFile(name: "standard output", descriptor: .standardOutput, path: "", temporaryPath: nil)
    }

    /// - Throws: cannot-create, where the file cannot be; usage, where it is another output of the tool.
    convenience init(path: String) throws(Failure) {
        if let number = openDescriptor(named: path) {
            let descriptor = try creating(path) { try FileDescriptor(rawValue: number).duplicate() }
            self.init(name: path, descriptor: descriptor, path: path, temporaryPath: nil)
            return
        }
        var status = stat()
        let exists = path.withFileName { stat($0, &status) } == 0
        // A device or a named pipe is written to as it stands.
        guard !exists || status.st_mode & S_IFMT == S_IFREG else {
            let descriptor = try creating(path) { try openFile(path, .writeOnly) }
            self.init(name: path, descriptor: descriptor, path: path, temporaryPath: nil)
            return
        }
        let target = resolved(path)
        guard !OutputFile.isOpen(target) else {
            throw .usage("\(path): found the same file for two outputs, expected different ones")
        }
        let permissions: FilePermissions =
            exists
            ? FilePermissions(rawValue: status.st_mode & 0o777)
            : [.ownerReadWrite, .groupReadWrite, .otherReadWrite]
        let (descriptor, temporary) = try creating(path) {
            try TemporaryFile.create(beside: target, permissions)
        }
        self.init(name: path, descriptor: descriptor, path: target, temporaryPath: temporary)
        OutputFile.targets.append(FilePlace(target))
    }

    /// Where the outputs go that are not complete yet.
    nonisolated(unsafe) private static var targets: [FilePlace?] = []

    /// Whether a path leads to an output that is not complete yet.
    static func isOpen(_ path: String) -> Bool {
        FilePlace(resolved(path)).map { targets.contains($0) } ?? false
    }

    private init(name: String, descriptor: FileDescriptor, path: String, temporaryPath: String?) {
        self.name = name
        self.descriptor = descriptor
        self.path = path
        self.temporaryPath = temporaryPath
        bytes = ByteWriter(descriptor)
    }

    deinit {
        if let temporaryPath {
            _ = temporaryPath.withFileName { unlink($0) }
            letGo(of: temporaryPath)
        }
    }

    /// The temporary file is there no more.
    private func letGo(of temporaryPath: String) {
        Interruption.keepOnSignal(temporaryPath)
        OutputFile.targets.removeAll { $0 == FilePlace(path) }
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

    /// Whether the bytes go to a file that nobody sees before it is complete.
    var isHidden: Bool { temporaryPath != nil }

    /// Flushes, closes and puts the file in its place; everything is checked.
    ///
    /// - Parameter durably: wait until the data would outlast a power failure.
    func commit(durably: Bool = true) throws(Failure) {
        try ShrinkingFiles.check()
        if let temporaryPath {
            try write { bytes throws(FormatError) in try bytes.flush() }
            if durably { try synchronize() }
            try write { bytes throws(FormatError) in try bytes.closeChecked() }
            let failed = temporaryPath.withFileName { old in path.withFileName { rename(old, $0) } }
            guard failed == 0 else {
                throw Failure(
                    .cannotCreateOutput, "\(name): cannot create: \(Errno(rawValue: errno))")
            }
            self.temporaryPath = nil
            letGo(of: temporaryPath)
        } else {
            try write { bytes throws(FormatError) in try bytes.closeChecked() }
        }
    }

    /// Waits until the data would outlast a power failure, where the file is of a kind that can be waited for.
    private func synchronize() throws(Failure) {
        while fsync(descriptor.rawValue) != 0 {
            if errno == EINVAL { return }
            guard errno == EINTR else {
                throw Failure(.inputOutputError, "\(name): cannot write: \(Errno(rawValue: errno))")
            }
        }
    }
}

/// Runs `body`; where it fails, the file cannot be created.
private func creating<Value>(_ path: String, _ body: () throws -> Value) throws(Failure) -> Value {
    do { return try body() } catch {
        throw Failure(.cannotCreateOutput, "\(path): cannot create: \(error)")
    }
}
