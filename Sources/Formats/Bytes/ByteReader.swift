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
    let descriptor: FileDescriptor
    /// Where in the file reading began, and the file as memory; nil: nothing is mapped.
    let map: (start: Int, file: MappedFile)?

    /// - Parameters:
    ///   - maps: give bytes of a regular file, where they can be used as they stand, as its memory.
    ///   - name: as messages call the file if it becomes shorter while it is mapped.
    public init(_ descriptor: FileDescriptor, maps: Bool = false, name: String = "the input") {
        self.descriptor = descriptor
        raw = BufferedSource(DescriptorSource(descriptor: descriptor))
        map = maps ? MappedFile(descriptor, name: name).map { (descriptor.offset, $0) } : nil
    }

    /// - Parameter descriptor: is not read.
    init(_ source: BufferedSource, _ descriptor: FileDescriptor) {
        (raw, self.descriptor, map) = (source, descriptor, nil)
    }

    private var current: BufferedSource { inflated ?? raw }

    /// The next `count` bytes, without taking them: fewer only at the end of the stream, or of the gzip
    /// members that the record began in.
    /// - Precondition: `count` is at most 256 KiB.
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

    /// The next `count` bytes, fewer where ``read(upTo:into:)`` gives fewer, in memory that starts with them.
    ///
    /// Memory grows with the bytes that arrive, not with `count`, which may be a header's false claim.
    func readMemory(upTo count: Int) throws(FormatError) -> (memory: Memory, count: Int) {
        let memory = Memory(capacity: min(count, 1 << 22))
        var filled = 0
        while filled < count {
            if filled == memory.capacity { memory.grow(to: count - filled < filled ? count : 2 * filled) }
            let step = memory.capacity - filled
            let buffer = UnsafeMutableRawBufferPointer(start: memory.base + filled, count: step)
            var stored = 0
            do throws(FormatError) {
                stored = try read(upTo: step, into: buffer)
            } catch {
                if filled == 0 { throw error }
            }
            filled += stored
            if stored < step { break }
        }
        return (memory, filled)
    }

    /// The same bytes as an array.
    public func read(upTo count: Int) throws(FormatError) -> [UInt8] {
        let (memory, count) = try readMemory(upTo: count)
        return withExtendedLifetime(memory) {
            Array(UnsafeRawBufferPointer(start: memory.base, count: count))
        }
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

    /// Shows `body` the next `count` bytes, in memory that does not depend on their number.
    /// - Throws: `.truncated`, naming `what` they hold, where fewer are left; what reading throws.
    func skip(
        exactly count: Int, what: String, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(FormatError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        var passed = 0
        while passed < count {
            let stored = try read(upTo: min(buffer.count, count - passed), into: buffer)
            if stored == 0 { throw try shortage(passed, of: count, what) }
            body(UnsafeRawBufferPointer(rebasing: buffer[..<stored]))
            passed += stored
        }
    }

    /// - Throws: the error that cut the bytes short, if there was one.
    private func shortage(_ found: Int, of count: Int, _ what: String) throws(FormatError) -> FormatError {
        _ = try peek(1)
        return .truncated("found \(found) bytes of \(what), expected \(count)")
    }
}
