import Formats
import Images
import SystemPackage

extension FuzzTarget {
    /// With the checksums of its chunks put right, unless the last byte is odd.
    static let png = FuzzTarget("png", longest: 256) { input in
        var source = MemorySource(
            input.choice & 1 == 0 ? repaired(input.bytes) : input.bytes, piece: input.piece)
        _ = try PNG.decode { (buffer) throws(Errno) in source.read(into: buffer) }
    }

    static let pnm = FuzzTarget("pnm", longest: 128) { input in
        var source = MemorySource(input.bytes, piece: input.piece)
        let reader = PNMReader { (buffer) throws(Errno) in source.read(into: buffer) }
        while try reader.next() != nil {}
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
