/// A PNG made by hand from the specification, so that libpng does not test itself.
struct RawPNG {
    var width: UInt32
    var height: UInt32
    var depth: UInt8
    var colourType: UInt8
    var isInterlaced = false
    /// Chunks between the header and the image data, such as a palette.
    var chunks: [(name: String, data: [UInt8])] = []
    /// Scan lines, each after its filter byte.
    var lines: [UInt8]

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    var bytes: [UInt8] {
        let header =
            bigEndian(width) + bigEndian(height) + [depth, colourType, 0, 0, isInterlaced ? 1 : 0]
        return RawPNG.signature + RawPNG.chunk("IHDR", header)
            + chunks.flatMap { RawPNG.chunk($0.name, $0.data) }
            + RawPNG.chunk("IDAT", stored(lines)) + RawPNG.chunk("IEND", [])
    }

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return bigEndian(UInt32(data.count)) + body + bigEndian(crc32(body))
    }
}

private func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}

/// A zlib stream of one stored block, RFC 1950 and 1951.
private func stored(_ data: [UInt8]) -> [UInt8] {
    precondition(data.count < 65536)
    let count = UInt16(data.count)
    let lengths = [count, ~count].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return [0x78, 0x01, 0x01] + lengths + data + bigEndian(adler32(data))
}

private func adler32(_ data: [UInt8]) -> UInt32 {
    let (a, b) = data.reduce((UInt32(1), UInt32(0))) { sums, byte in
        let a = (sums.0 + UInt32(byte)) % 65521
        return (a, (sums.1 + a) % 65521)
    }
    return b << 16 | a
}

private func crc32(_ data: [UInt8]) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in data {
        crc ^= UInt32(byte)
        for _ in 0..<8 {
            let divisor: UInt32 = crc & 1 == 1 ? 0xEDB8_8320 : 0
            crc = crc >> 1 ^ divisor
        }
    }
    return ~crc
}
