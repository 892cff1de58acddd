import CLibrary
import CZlib

/// CRC-32 of bytes: tells what was changed by accident, not by intent.
public struct Digest: Equatable, Sendable, BitwiseCopyable {
    private var value: UInt = 0

    public init() {}

    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        value = UInt(
            crc32_z(numericCast(value), base.assumingMemoryBound(to: UInt8.self), numericCast(bytes.count)))
    }

    /// Adds bytes of which the digest is known.
    public mutating func add(_ other: Digest, bytes count: Int) {
        value = UInt(crc32_combine(numericCast(value), numericCast(other.value), numericCast(count)))
    }

    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// `crc32:` and eight hexadecimal digits.
    public var text: String {
        let digits = String(value, radix: 16)
        return "crc32:" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
