import Images
import SystemPackage

extension FuzzTarget {
    /// With the checksums of its chunks put right, unless the last byte is odd.
    static let png = FuzzTarget("png", longest: 256) { input in
        var source = Source(input.choice & 1 == 0 ? repaired(input.bytes) : input.bytes, piece: input.piece)
        _ = try PNG.decode { (buffer) throws(Errno) in source.read(buffer) }
    }

    static let pnm = FuzzTarget("pnm", longest: 128) { input in
        var source = Source(input.bytes, piece: input.piece)
        let reader = PNMReader { (buffer) throws(Errno) in source.read(buffer) }
        while try reader.next() != nil {}
    }
}

private struct Source {
    private let bytes: [UInt8]
    private let piece: Int
    private var position = 0

    init(_ bytes: [UInt8], piece: Int) { (self.bytes, self.piece) = (bytes, piece) }

    mutating func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(bytes.count - position, buffer.count, piece)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

/// The bytes of a PNG with the checksum that each chunk should have.
private func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var start = 8
    while start + 12 <= bytes.count {
        let size = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        let end = start + 8 + size
        guard end + 4 <= bytes.count else { break }
        let sum = checksum(bytes[start + 4..<end])
        for place in 0..<4 { bytes[end + place] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * place)) }
        start = end + 4
    }
    return bytes
}
