import Formats

/// The lines of a text, one by one.
struct LineReader {
    /// The most bytes of a line; more are no text.
    private static let limit = 1 << 20

    /// As messages name it.
    let name: String
    /// How many lines were read.
    private(set) var count = 0
    private let bytes: ByteReader
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    init(_ bytes: ByteReader, name: String) { (self.bytes, self.name) = (bytes, name) }

    /// The next line without its end, LF or CR LF; nil after the last.
    mutating func next() throws(Failure) -> ArraySlice<UInt8>? {
        guard var line = try nextWithoutLineFeed() else { return nil }
        count += 1
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }

    private mutating func nextWithoutLineFeed() throws(Failure) -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return buffer[start..<end]
            }
            if isAtEnd {
                defer { start = buffer.count }
                return start < buffer.count ? buffer[start...] : nil
            }
            guard buffer.count - start <= LineReader.limit else {
                throw .badData(name, "line \(count + 1): found a line without an end, expected text")
            }
            buffer.removeSubrange(..<start)
            start = 0
            searched = buffer.count
            let more = try naming(name) { [bytes] () throws(FormatError) in try bytes.read(upTo: 1 << 16) }
            isAtEnd = more.isEmpty
            buffer += more
        }
    }
}
