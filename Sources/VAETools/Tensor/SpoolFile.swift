import Formats
import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Bytes that wait in a file without a name in $TMPDIR, or else /tmp, which goes with the process.
final class SpoolFile {
    private let descriptor: FileDescriptor
    private let bytes: ByteWriter
    private let folder: String

    init() throws(Failure) {
        let variable = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        folder = variable.isEmpty ? "/tmp" : variable
        var path = Array("\(folder)/vae-XXXXXX".utf8CString)
        let number = mkstemp(&path)
        guard number >= 0 else {
            throw Failure(
                .cannotCreateOutput, "\(folder): cannot create a temporary file: \(Errno(rawValue: errno))")
        }
        unlink(path)
        descriptor = FileDescriptor(rawValue: number)
        bytes = ByteWriter(descriptor)
    }

    deinit { try? descriptor.close() }

    func write(_ elements: UnsafeRawBufferPointer) throws(Failure) {
        try naming(name) { () throws(FormatError) in try bytes.write(elements) }
    }

    /// Writes everything to a file.
    func copy(to file: OutputFile) throws(Failure) {
        try naming(name) { () throws(FormatError) in try bytes.flush() }
        do { try descriptor.seek(offset: 0, from: .start) } catch {
            throw Failure(.inputOutputError, "\(name): cannot read: \(error)")
        }
        let reader = ByteReader(descriptor)
        while true {
            let piece = try naming(name) { () throws(FormatError) in try reader.read(upTo: 1 << 20) }
            guard !piece.isEmpty else { return }
            try file.write { bytes throws(FormatError) in try bytes.write(piece) }
        }
    }

    private var name: String { "a temporary file in \(folder)" }
}
