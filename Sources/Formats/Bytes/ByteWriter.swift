import SystemPackage

/// Buffered bytes on their way to a descriptor. Large arrays of numbers are written by a thread of the writer's own,
/// while the next are computed.
///
/// The descriptor is not owned: call ``closeChecked()`` at the end, or ``flush()`` to leave it open.
/// What was not flushed when the writer goes away, or when an error is thrown, is lost.
public final class ByteWriter {
    private static let capacity = 1 << 17
    /// Bytes that are worth handing to another thread.
    private static let large = 1 << 16

    private let descriptor: FileDescriptor
    private var buffer: [UInt8] = []
    /// Once there is one, everything goes through it, so that order is kept.
    private var behind: WriteBehind?
    private var isClosed = false

    public init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
        buffer.reserveCapacity(Self.capacity)
    }

    /// - Throws: `.writeFailed`, perhaps for bytes that were accepted by an earlier call.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        if buffer.count + bytes.count > Self.capacity { try send() }
        if bytes.count >= Self.capacity {
            try behind?.drain()
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

    /// Writes numbers as they stand in memory; many of them behind the caller's back and without a copy.
    /// - Throws: `.writeFailed`, perhaps for bytes that were accepted by an earlier call.
    public func write(numbers: [Float]) throws(FormatError) {
        let isLarge = numbers.count * MemoryLayout<Float>.size >= Self.large
        if isLarge, behind == nil { behind = WriteBehind(descriptor) }
        guard isLarge, let behind else {
            return try numbers.withUnsafeBufferPointer { (numbers) throws(FormatError) in
                try write(UnsafeRawBufferPointer(numbers))
            }
        }
        try send()
        try behind.write(.numbers(numbers))
    }

    /// Lets every byte so far go to the descriptor, without waiting for a large write to end.
    /// - Throws: `.writeFailed`, perhaps for bytes that were accepted by an earlier call.
    public func send() throws(FormatError) {
        guard !buffer.isEmpty else { return }
        defer { buffer.removeAll(keepingCapacity: true) }
        if let behind { return try behind.write(.bytes(buffer)) }
        try buffer.withUnsafeBufferPointer { (bytes) throws(FormatError) in
            try writeAll(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Hands every byte so far to the descriptor.
    /// - Throws: `.writeFailed`.
    public func flush() throws(FormatError) {
        try send()
        try behind?.drain()
    }

    /// Flushes and closes the descriptor, which is closed even where an error is thrown.
    /// - Throws: `.writeFailed`, also where only `close(2)` learns that the bytes could not be stored.
    public func closeChecked() throws(FormatError) {
        isClosed = true
        do throws(FormatError) {
            try flush()
        } catch {
            try? descriptor.close()
            throw error
        }
        do {
            try descriptor.close()
        } catch Errno.interrupted {
            // The descriptor is closed all the same; that its data is stored, fsync(2) has told before.
        } catch {
            throw .writeFailed(error as! Errno)
        }
    }

    /// Closes the descriptor if it is open, and drops what was not flushed.
    package func abandon() {
        guard !isClosed else { return }
        isClosed = true
        try? behind?.drain()
        try? descriptor.close()
    }

    private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        do {
            try descriptor.writeAll(bytes)
        } catch {
            throw .writeFailed(error as! Errno)
        }
    }
}
