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
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 4096)
        defer { buffer.deallocate() }
        var place: Int64 = 0
        while true {
            let count: Int
            do {
                count = try descriptor.read(fromAbsoluteOffset: place, into: buffer)
            } catch {
                throw Failure(.inputOutputError, "\(name): cannot read: \(error)")
            }
            guard count > 0 else { return }
            place += Int64(count)
            try file.write { bytes throws(FormatError) in
                try bytes.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }

    private var name: String { "a temporary file in \(folder)" }
}
