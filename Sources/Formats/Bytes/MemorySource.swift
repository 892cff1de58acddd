import SystemPackage

/// Bytes at hand, as if they came from a pipe.
package struct MemorySource: ByteSource {
    private let bytes: [UInt8]
    private let piece: Int
    private var position = 0

    /// - Parameter piece: the most bytes of one read.
    package init(_ bytes: [UInt8], piece: Int) { (self.bytes, self.piece) = (bytes, piece) }

    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(bytes.count - position, buffer.count, piece)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

extension ByteReader {
    /// Reads bytes at hand as it reads those of a pipe that gives `piece` of them at a time.
    package convenience init(_ bytes: [UInt8], piece: Int) {
        self.init(
            BufferedSource(MemorySource(bytes, piece: piece), room: 1 << 8),
            FileDescriptor(rawValue: -1))
    }
}
