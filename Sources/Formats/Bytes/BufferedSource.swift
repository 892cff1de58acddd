/// A window over a source: bytes that were read ahead, to look at or to take.
///
/// An error of the source is kept until the bytes that came before it are taken, so that nothing which
/// arrived is lost; then every further read throws it.
final class BufferedSource {
    /// The most bytes that ``peek(_:)`` can show, and those of a large read.
    static let capacity = 1 << 18
    /// From this size on, what is asked for is read to its place without a copy on the way.
    private static let large = 1 << 15

    private var source: any ByteSource
    private var storage: [UInt8]
    private var window = 0..<0
    /// Bytes taken so far.
    private(set) var position = 0
    private var failure: FormatError?

    /// - Parameter room: for so many bytes at first; it grows to what is looked at.
    init(_ source: some ByteSource, room: Int = capacity) {
        self.source = source
        storage = [UInt8](repeating: 0, count: room)
    }

    /// Bytes that there is room for.
    var room: Int { storage.count }

    /// The next `count` bytes, without taking them: fewer only at the end of the source.
    /// - Precondition: `count` is at most ``capacity``.
    func peek(_ count: Int) throws(FormatError) -> ArraySlice<UInt8> {
        precondition(count <= Self.capacity, "cannot look \(count) bytes ahead")
        while window.count < count, try refill() {}
        return storage[window.prefix(count)]
    }

    /// Lets `consume` see the bytes at hand, at least one unless the source has ended, and takes as many
    /// as it returns.
    func take(_ consume: (UnsafeRawBufferPointer) throws(FormatError) -> Int) throws(FormatError) {
        if window.isEmpty { _ = try refill() }
        let bytes = storage[window]
        let taken = try bytes.withUnsafeBufferPointer { (bytes) throws(FormatError) in
            try consume(UnsafeRawBufferPointer(bytes))
        }
        drop(taken)
    }

    /// Takes at most `count` bytes of those that were read ahead, and returns how many.
    func skipWindow(_ count: Int) -> Int {
        let taken = min(count, window.count)
        drop(taken)
        return taken
    }

    /// Takes note of `count` bytes that were skipped in the source, behind an empty window.
    func noteSkipped(_ count: Int) {
        precondition(window.isEmpty)
        position += count
    }

    /// Fills `buffer` as far as the source lasts and returns how many bytes were stored; where the source
    /// fails after some bytes, those are returned and the next call throws.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
        var filled = takeWindow(into: buffer)
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            do throws(FormatError) {
                let count: Int
                if rest.count >= Self.large {
                    count = try readSource(into: rest)
                    position += count
                } else {
                    _ = try refill()
                    count = takeWindow(into: rest)
                }
                if count == 0 { break }
                filled += count
            } catch {
                if filled == 0 { throw error }
                break
            }
        }
        return filled
    }

    /// Moves bytes of the window to `buffer`, as many as both allow.
    private func takeWindow(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let taken = window.prefix(buffer.count)
        buffer.copyBytes(from: storage[taken])
        drop(taken.count)
        return taken.count
    }

    private func drop(_ count: Int) {
        window = window.dropFirst(count)
        position += count
    }

    /// Appends one chunk of the source to the window; false at the end of the source.
    private func refill() throws(FormatError) -> Bool {
        if window.lowerBound > 0 {
            storage.replaceSubrange(0..<window.count, with: Array(storage[window]))
            window = 0..<window.count
        }
        if window.count == room { storage += [UInt8](repeating: 0, count: room) }
        let free = window.upperBound..<room
        let count = try storage.withUnsafeMutableBufferPointer { (storage) throws(FormatError) in
            try readSource(
                into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(storage)[free]))
        }
        window = 0..<(window.upperBound + count)
        return count > 0
    }

    private func readSource(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
        if let failure { throw failure }
        do throws(FormatError) {
            return try source.read(into: buffer)
        } catch {
            failure = error
            throw error
        }
    }
}
