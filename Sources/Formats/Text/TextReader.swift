/// The bytes of a text in UTF-8, whatever its encoding, without a byte order mark.
public final class TextReader {
    private static let step = 1 << 16

    private let bytes: ByteReader
    public let encoding: TextEncoding
    /// Converted and not taken yet; empty for UTF-8, which is passed through.
    private var text: [UInt8] = []
    private var position = 0
    /// Bytes of a character that is cut.
    private var rest: [UInt8] = []
    private var hasEnded = false
    /// The line that comes next, counted from 1, where lines were skipped.
    public private(set) var firstLine = 1

    /// - Parameters:
    ///   - bytes: stands at the first byte.
    ///   - encoding: nil: as the text looks.
    public init(_ bytes: ByteReader, encoding: TextEncoding?) throws(FormatError) {
        let opening = try bytes.peek(TextReader.step)
        self.bytes = bytes
        self.encoding = encoding ?? TextEncoding(opening: opening, isAll: opening.count < TextReader.step)
        let mark = self.encoding.byteOrderMark
        if !mark.isEmpty, opening.starts(with: mark) { _ = try bytes.read(upTo: mark.count) }
    }

    /// The next bytes, without taking them: fewer than `count` only at the end.
    /// - Precondition: `count` is at most 256 KiB.
    public func peek(_ count: Int) throws(FormatError) -> ArraySlice<UInt8> {
        guard encoding != .utf8 else { return try bytes.peek(count) }
        while text.count - position < count, !hasEnded { try convert() }
        return text[position..<min(position + count, text.count)]
    }

    /// Stores bytes and returns how many: 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
        guard encoding != .utf8 else { return try bytes.read(upTo: buffer.count, into: buffer) }
        while position == text.count, !hasEnded { try convert() }
        let count = min(text.count - position, buffer.count)
        buffer.copyBytes(from: text[position..<position + count])
        position += count
        return count
    }

    /// Passes lines, which may end in any way.
    public func skipLines(_ count: Int) throws(FormatError) {
        var left = count
        var isBehindReturn = false
        while left > 0 || isBehindReturn {
            guard let byte = try peek(1).first else { return }
            if left == 0, byte != UInt8(ascii: "\n") { return }
            try withUnsafeTemporaryByte { (buffer) throws(FormatError) in _ = try read(into: buffer) }
            if left == 0 { return }
            let ends = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") && !isBehindReturn
            if ends {
                left -= 1
                firstLine += 1
            }
            isBehindReturn = byte == UInt8(ascii: "\r")
        }
    }

    private func withUnsafeTemporaryByte(
        _ body: (UnsafeMutableRawBufferPointer) throws(FormatError) -> Void
    ) throws(FormatError) {
        var byte: UInt8 = 0
        try withUnsafeMutablePointer(to: &byte) { (pointer) throws(FormatError) in
            try body(UnsafeMutableRawBufferPointer(start: pointer, count: 1))
        }
    }

    private func convert() throws(FormatError) {
        let more = try bytes.read(upTo: TextReader.step)
        hasEnded = more.isEmpty
        text.removeSubrange(..<position)
        position = 0
        switch encoding {
        case .utf8: break
        case .latin1:
            text.reserveCapacity(text.count + 2 * more.count)
            for byte in more {
                append(0x80...0x9F ~= byte ? UInt32(windows1252[Int(byte) - 0x80]) : UInt32(byte))
            }
        case .utf16LittleEndian, .utf16BigEndian: try convertWide(rest + more)
        }
    }

    private func convertWide(_ bytes: [UInt8]) throws(FormatError) {
        let low = encoding == .utf16LittleEndian ? 0 : 1
        func unit(_ index: Int) -> UInt32 {
            UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8
        }
        var index = 0
        while index + 1 < bytes.count {
            let first = unit(index)
            guard 0xD800...0xDFFF ~= first else {
                append(first)
                index += 2
                continue
            }
            guard index + 3 < bytes.count || hasEnded else { break }
            guard first < 0xDC00, index + 3 < bytes.count, 0xDC00...0xDFFF ~= unit(index + 2) else {
                throw .malformed("found half a character, expected \(encoding.title)")
            }
            append(0x10000 + (first - 0xD800) << 10 + (unit(index + 2) - 0xDC00))
            index += 4
        }
        rest = Array(bytes[index...])
        // A file may end with half a unit, as one that was cut.
        if hasEnded { rest = [] }
    }

    private func append(_ scalar: UInt32) { text += UTF8.encode(Unicode.Scalar(scalar)!)! }
}
