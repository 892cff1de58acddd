import CLibrary
import Formats
import SystemPackage

/// Bytes put aside in a file without a name, in the folder that `TMPDIR` names, to be read back.
final class SpoolFile {
    private static let chunkSize = 1 << 17

    private let descriptor: FileDescriptor
    private let writer: ByteWriter
    private let name: String

    /// - Throws: cannot-create, where the folder takes no file.
    init() throws(Failure) {
        let folder = getenv("TMPDIR").map { FileName.text(of: $0) } ?? ""
        name = folder.isEmpty ? "/tmp" : folder
        do throws(Errno) {
            descriptor = try TemporaryFile.scratch(in: name)
        } catch {
            throw Failure(.cannotCreateOutput, "\(name): cannot create a temporary file: \(error)")
        }
        writer = ByteWriter(descriptor)
    }

    deinit { try? descriptor.close() }

    func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        try naming(name) { () throws(FormatError) in try writer.write(bytes) }
    }

    /// Adds bytes; an error names the folder.
    func write(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        do throws(FormatError) { try writer.write(bytes) } catch {
            throw FormatError(error.kind, "\(name): \(error.message)")
        }
    }

    /// All bytes from the first on; of no use once this is gone.
    func reader() throws(Failure) -> ByteReader {
        try naming(name) { () throws(FormatError) in try writer.flush() }
        do { try descriptor.seek(offset: 0, from: .start) } catch {
            throw Failure(.inputOutputError, "\(name): cannot read a temporary file: \(error)")
        }
        return ByteReader(descriptor)
    }

    /// Gives all bytes in chunks that are whole rows.
    func read(rowSize: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        let reader = try reader()
        let size = max(SpoolFile.chunkSize / rowSize, 1) * rowSize
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try naming(name) { () throws(FormatError) in
                try reader.read(upTo: size, into: buffer)
            }
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
