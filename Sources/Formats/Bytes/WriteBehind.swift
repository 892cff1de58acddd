import SystemPackage

/// A thread that writes chunks of output to a descriptor while the next are made.
final class WriteBehind: Sendable {
    enum Chunk {
        case bytes([UInt8])
        case numbers([Float])

        func withUnsafeBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
            switch self {
            case .bytes(let bytes): try bytes.withUnsafeBytes(body)
            case .numbers(let numbers): try numbers.withUnsafeBytes(body)
            }
        }
    }

    /// The most bytes that wait beside those that are being written; one chunk may be larger.
    private static let limit = 1 << 20

    private let queue = BoundedQueue<Chunk>(limit: limit)
    private let failure = Box()

    /// Set before the queue is closed, which is what those who read it have seen.
    private final class Box: @unchecked Sendable {
        var error: FormatError?
    }

    /// Nil where the system grants no thread.
    init?(_ descriptor: FileDescriptor) {
        enlargePipe(descriptor)
        let (queue, failure) = (queue, failure)
        let isRunning = detachThread {
            while let chunk = queue.pop() {
                do {
                    try chunk.withUnsafeBytes { _ = try descriptor.writeAll($0) }
                } catch {
                    failure.error = .writeFailed(error as! Errno)
                    queue.close()
                }
            }
        }
        guard isRunning else { return nil }
    }

    deinit { queue.close() }

    /// Takes a chunk, as soon as there is room.
    /// - Throws: what writing an earlier chunk met.
    func write(_ chunk: Chunk) throws(FormatError) {
        var size = 0
        chunk.withUnsafeBytes { size = $0.count }
        if !queue.push(chunk, weight: size) { throw failure.error! }
    }

    /// Waits until all is written.
    /// - Throws: what writing met.
    func drain() throws(FormatError) {
        queue.drain()
        if let error = failure.error { throw error }
    }
}
