import SystemPackage

/// Buffered bytes on their way to a descriptor.
///
/// The descriptor is not owned: call ``closeChecked()`` at the end, or ``flush()`` to leave it open.
/// What was not flushed when the writer goes away, or when an error is thrown, is lost.
public final class ByteWriter {
    private static let capacity = 1 << 17

    private let descriptor: FileDescriptor
    private var buffer: [UInt8] = []

    public init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
        buffer.reserveCapacity(Self.capacity)
    }

    /// - Throws: `.writeFailed`, perhaps for bytes that were accepted by an earlier call.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        if buffer.count + bytes.count > Self.capacity { try flush() }
        if bytes.count >= Self.capacity {
            try writeAll(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// - Throws: `.writeFailed`, perhaps for bytes that were accepted by an earlier call.
    public func write(_ bytes: [UInt8]) throws(FormatError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(FormatError) in
            try write(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Hands every byte so far to the descriptor.
    /// - Throws: `.writeFailed`.
    public func flush() throws(FormatError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        try buffer.withUnsafeBufferPointer { (bytes) throws(FormatError) in
            try writeAll(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Flushes and closes the descriptor, which is closed even where an error is thrown.
    /// - Throws: `.writeFailed`, also where only `close(2)` learns that the bytes could not be stored.
    public func closeChecked() throws(FormatError) {
        do throws(FormatError) {
            try flush()
        } catch {
            try? descriptor.close()
            throw error
        }
        do {
            try descriptor.close()
        } catch {
            throw .writeFailed(error as! Errno)
        }
    }

    private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        do {
            try descriptor.writeAll(bytes)
        } catch {
            throw .writeFailed(error as! Errno)
        }
    }
}
