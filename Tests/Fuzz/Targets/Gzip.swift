import CZlib

/// Two gzip members with the halves of `bytes`, not compressed.
func members(of bytes: [UInt8]) -> [UInt8] {
    let half = bytes.count / 2
    return member(bytes[..<half]) + member(bytes[half...])
}

private func member(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let opening: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    let size = UInt16(bytes.count)
    return opening + [1] + littleEndian(size) + littleEndian(~size) + bytes + littleEndian(checksum(bytes))
        + littleEndian(UInt32(size))
}

/// The CRC-32 of gzip and PNG.
func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    let bytes = Array(bytes)
    return UInt32(crc32(0, bytes, UInt32(bytes.count)))
}

private func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
