import SystemPackage

/// Buffered bytes of a descriptor, read in order; gzip members are inflated on the way where
/// ``beginRecord()`` finds them.
///
/// The descriptor is neither owned nor closed. Memory does not depend on the length of the stream. A
/// read that fails after some bytes arrived gives those bytes first; the next read throws.
public final class ByteReader {
    let raw: BufferedSource
    /// Set from the start of a gzip member to the record boundary after the last of its successors.
    var inflated: BufferedSource?

    public init(_ descriptor: FileDescriptor) {
        raw = BufferedSource(DescriptorSource(descriptor: descriptor))
    }

    private var current: BufferedSource { inflated ?? raw }

    /// The next `count` bytes, without taking them: fewer only at the end of the stream, or of the gzip
    /// members that the record began in.
    /// - Precondition: `count` is at most 128 KiB.
    public func peek(_ count: Int) throws(FormatError) -> ArraySlice<UInt8> {
        try current.peek(count)
    }

    /// Fills the first `count` bytes of `buffer` and returns how many were stored: fewer only where
    /// ``peek(_:)`` shows fewer, or before an error that the next call throws.
    /// - Precondition: `buffer` has room for `count` bytes.
    public func read(
        upTo count: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(FormatError) -> Int {
        try current.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    }

    /// The next `count` bytes, fewer where ``read(upTo:into:)`` gives fewer.
    ///
    /// Memory grows with the bytes that arrive, not with `count`, which may be a header's false claim.
    public func read(upTo count: Int) throws(FormatError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let step = min(count - bytes.count, max(bytes.count, 1 << 20))
            var stored = 0
            do throws(FormatError) {
                try bytes.append(addingCapacity: step) { (span) throws(FormatError) in
                    try span.withUnsafeMutableBufferPointer { (buffer, initialized) throws(FormatError) in
                        stored = try read(upTo: step, into: UnsafeMutableRawBufferPointer(buffer))
                        initialized = stored
                    }
                }
            } catch {
                if bytes.isEmpty { throw error }
            }
            if stored < step { break }
        }
        return bytes
    }

    /// The next `count` bytes.
    /// - Throws: `.truncated`, naming `what` they hold, where fewer are left; what reading throws.
    public func read(exactly count: Int, what: String) throws(FormatError) -> [UInt8] {
        let bytes = try read(upTo: count)
        if bytes.count < count { throw try shortage(bytes.count, of: count, what) }
        return bytes
    }

    /// Fills `buffer` with the next bytes.
    /// - Throws: `.truncated`, naming `what` they hold, where fewer are left; what reading throws.
    func read(exactly buffer: UnsafeMutableRawBufferPointer, what: String) throws(FormatError) {
        let stored = try read(upTo: buffer.count, into: buffer)
        if stored < buffer.count { throw try shortage(stored, of: buffer.count, what) }
    }

    /// - Throws: the error that cut the bytes short, if there was one.
    private func shortage(_ found: Int, of count: Int, _ what: String) throws(FormatError) -> FormatError {
        _ = try peek(1)
        return .truncated("found \(found) bytes of \(what), expected \(count)")
    }
}
