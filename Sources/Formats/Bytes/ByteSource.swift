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

    init(descriptor: FileDescriptor) {
        self.descriptor = descriptor
        enlargePipe(descriptor)
    }

    /// Retries when a signal interrupts the read.
    /// - Throws: `.readFailed`.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
        do {
            return try descriptor.read(into: buffer, retryOnInterrupt: true)
        } catch {
            throw .readFailed(error as! Errno)
        }
    }
}
