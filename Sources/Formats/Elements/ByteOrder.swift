#if _endian(big)
    #error("Formats takes native numbers to be little-endian")
#endif

extension UnsafeMutableRawBufferPointer {
    /// Turns every number of `size` bytes between big-endian and native.
    /// - Precondition: `size` is 1, 2, 4 or 8 and divides the number of bytes.
    func swapBytes(ofEach size: Int) {
        switch size {
        case 1: break
        case 2: swapEach(UInt16.self)
        case 4: swapEach(UInt32.self)
        case 8: swapEach(UInt64.self)
        default: preconditionFailure("no number has \(size) bytes")
        }
    }

    private func swapEach<Bits: FixedWidthInteger>(_: Bits.Type) {
        for offset in stride(from: 0, to: count, by: MemoryLayout<Bits>.size) {
            let bits = loadUnaligned(fromByteOffset: offset, as: Bits.self)
            storeBytes(of: bits.byteSwapped, toByteOffset: offset, as: Bits.self)
        }
    }
}
