import CLibrary
import SystemPackage

/// The bytes of a regular file as memory, for as long as somebody refers to it.
///
/// The memory is that of the system's cache of files, so that it is given back where others need it. To touch it where
/// the file has become shorter raises SIGBUS.
public final class MappedFile: @unchecked Sendable {
    public let bytes: UnsafeRawBufferPointer
    /// Of its own.
    private let descriptor: FileDescriptor
    /// Its place among ``MappedFiles``.
    private let index: Int

    /// Nil for anything but a regular file that has bytes and can be mapped.
    /// - Parameter name: as messages call it.
    init?(_ file: FileDescriptor, name: String) {
        var status = stat()
        guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
            let descriptor = try? file.duplicate()
        else { return nil }
        let size = Int(status.st_size)
        let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor.rawValue, 0)
        guard let base, base != MAP_FAILED else {
            try? descriptor.close()
            return nil
        }
        guard let index = MappedFiles.add(descriptor.rawValue, size: size, name: name) else {
            munmap(base, size)
            try? descriptor.close()
            return nil
        }
        self.index = index
        self.descriptor = descriptor
        bytes = UnsafeRawBufferPointer(start: base, count: size)
    }

    deinit {
        MappedFiles.remove(index)
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count)
        try? descriptor.close()
    }

    /// Asks the system to read some of the bytes soon.
    public func willNeed(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress.map(UnsafeMutableRawPointer.init(mutating:)) else { return }
        let start = base.alignedDown(toMultipleOf: Int(getpagesize()))
        _ = posix_madvise(start, bytes.count + (base - start), POSIX_MADV_WILLNEED)
    }
}
