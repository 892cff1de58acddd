import SystemPackage

/// Reads images of netpbm's formats, as many as follow each other.
///
/// Samples are scaled to 255 or, where the greatest is above that, to 65535: round(v · 255 / maxval), halves up. A
/// bitmap's 1 is black, as it is printed. Memory grows with the samples that arrive, not with what a header says.
public final class PNMReader {
    private let source: (UnsafeMutableRawBufferPointer) throws(Errno) -> Int
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var window = 0..<0

    /// - Parameter read: stores bytes and returns how many, 0 at the end, as `FileDescriptor.read(into:)` does. It is
    ///   asked for more bytes than one image has.
    public init(read: @escaping (UnsafeMutableRawBufferPointer) throws(Errno) -> Int) { source = read }

    /// The next image; nil at the end. White space between images is skipped.
    ///
    /// - Throws: `.system` with the error that reading threw; `.mismatch` where the bytes are no image, end early, hold
    ///   a sample above the greatest, or are an image larger than the limits of `Image`.
    public func next() throws(ImageError) -> Image? {
        var opening = try byte()
        while let byte = opening, PNM.isSpace(byte) { opening = try self.byte() }
        guard let opening else { return nil }
        let kind = try byte()
        guard opening == UInt8(ascii: "P"), let kind, (0x31...0x37).contains(kind) else {
            throw .mismatch(found: "bytes that begin no image", expected: "P1 to P7 of netpbm")
        }
        let header = kind == 0x37 ? try readArbitraryHeader() : try readHeader(kind: Int(kind - 0x30))
        return try readSamples(header)
    }

    /// The next byte; nil at the end.
    func byte() throws(ImageError) -> UInt8? {
        if window.isEmpty {
            do throws(Errno) {
                let count = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(Errno) in
                    try source(UnsafeMutableRawBufferPointer(bytes))
                }
                window = 0..<count
            } catch {
                throw .system(error)
            }
            if window.isEmpty { return nil }
        }
        defer { window = window.dropFirst() }
        return buffer[window.lowerBound]
    }

    /// Adds the next `count` bytes.
    func take(_ count: Int, into bytes: inout [UInt8]) throws(ImageError) {
        bytes.removeAll(keepingCapacity: true)
        while bytes.count < count {
            guard let byte = try byte() else { throw .truncated }
            bytes.append(byte)
            let more = window.prefix(count - bytes.count)
            bytes += buffer[more]
            window = window.dropFirst(more.count)
        }
    }
}

extension ImageError {
    static let truncated = mismatch(
        found: "the end of the bytes inside an image", expected: "all its samples")
}
