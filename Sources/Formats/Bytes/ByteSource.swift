import CLibrary
import SystemPackage

/// Somewhere bytes come from, in chunks whose size the source chooses.
protocol ByteSource {
    /// Fills the start of `buffer`, which is not empty, and returns how many bytes were stored: at least
    /// one, or 0 at the end and ever after.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int
}

/// The bytes of an open file, pipe or terminal, one `read(2)` at a time.
struct DescriptorSource: ByteSource {
    let descriptor: FileDescriptor
    /// Of a regular file, when it was opened; 0 for anything else.
    private let size: Int64

    init(descriptor: FileDescriptor) {
        self.descriptor = descriptor
        var status = stat()
        let isFile = fstat(descriptor.rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int64(status.st_size) : 0
        enlargePipe(descriptor)
    }

    /// Retries when a signal interrupts the read.
    /// - Throws: `.readFailed`; `.changed` at the end of a file that has become shorter.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
        let count: Int
        do {
            count = try descriptor.read(into: buffer, retryOnInterrupt: true)
        } catch {
            throw .readFailed(error as! Errno)
        }
        if count == 0, size > 0, let end = try? descriptor.seek(offset: 0, from: .current), end < size {
            throw .truncatedInUse
        }
        return count
    }
}
