import CLibrary
import Formats
import SystemPackage

/// The file that a log is written to as it grows.
final class TrainingLogFile {
    private let path: String
    private let descriptor: FileDescriptor
    private let bytes: ByteWriter
    /// Whether what is there may be replaced: not in standard output, nor in what is no file.
    private let isOwn: Bool

    init(path: String) throws(Failure) {
        self.path = path
        do {
            (descriptor, isOwn) = try Self.open(path)
        } catch {
            throw Failure(.cannotCreateOutput, "\(path): cannot create: \(error)")
        }
        bytes = ByteWriter(descriptor)
    }

    /// Standard output and error are written to as they stand: they may be files that others write to as well.
    private static func open(_ path: String) throws -> (FileDescriptor, isOwn: Bool) {
        let standard = [1, 2].first {
            isRegularFile(path) && FileIdentity(path) == FileIdentity(descriptor: $0)
        }
        if let number = openDescriptor(named: path) ?? standard {
            return (try FileDescriptor(rawValue: number).duplicate(), false)
        }
        let isOwn = isRegularFile(path) || FileIdentity(path) == nil
        let descriptor = try openFile(
            path, isOwn ? .readWrite : .writeOnly, options: [.create],
            permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
        return (descriptor, isOwn)
    }

    /// Makes the file hold `text` and nothing else; what it begins with already is left alone.
    ///
    /// - Parameter isNew: whether a stream, which cannot be looked at, lacks the text.
    func begin(with text: [UInt8], isNew: Bool) throws(Failure) {
        guard isOwn else {
            if isNew { try append(text) }
            return
        }
        do {
            let found = try ByteReader(descriptor).read(upTo: text.count)
            let common = found == text ? text.count : 0
            try descriptor.resize(to: Int64(common))
            try descriptor.seek(offset: Int64(common), from: .start)
            if common == 0 { try bytes.write(text) }
            try bytes.flush()
        } catch {
            throw Failure(.inputOutputError, "\(path): cannot write: \(error)")
        }
    }

    func append(_ line: [UInt8]) throws(Failure) {
        try withoutBrokenPipes { () throws(Failure) in
            try naming(path) { () throws(FormatError) in
                try bytes.write(line)
                try bytes.flush()
            }
        }
    }

    func close() throws(Failure) {
        if isOwn {
            try Durability.synchronize(descriptor, name: path)
            try Durability.synchronizeFolder(of: resolved(path), name: path)
        }
        try naming(path) { () throws(FormatError) in try bytes.closeChecked() }
    }
}
