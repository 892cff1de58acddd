import CPNG
import SystemPackage

extension PNG {
    /// Reads an image of any kind that PNG has. Palettes become RGB, depths below 8 become 8, a transparent
    /// colour becomes an alpha channel; gamma and colour profiles are not applied.
    ///
    /// - Parameter read: stores bytes and returns how many, 0 at the end, as `FileDescriptor.read(into:)`
    ///   does. It is asked for pieces as small as 4 bytes, and for no byte after the PNG.
    /// - Throws: `.system` with the error that `read` threw; `.png` where the PNG is damaged or ends early;
    ///   `.mismatch` where the image is larger than the limits of `Image`, before memory is taken for it.
    public static func decode(
        read: (UnsafeMutableRawBufferPointer) throws(Errno) -> Int
    ) throws(ImageError) -> Image {
        try withoutActuallyEscaping(read) { read throws(ImageError) in
            var source = Source(read: read, failure: nil)
            return try withUnsafeMutablePointer(to: &source) { source throws(ImageError) in
                try decode(source)
            }
        }
    }

    private static func decode(_ source: UnsafeMutablePointer<Source>) throws(ImageError) -> Image {
        guard let reader = cpng_reader_create(Source.read, source) else { throw .system(.noMemory) }
        defer { cpng_reader_destroy(reader) }

        var header = cpng_header()
        try check(failure: source.pointee.failure) { cpng_read_header(reader, &header, $0) }
        let (width, height, channels) = (Int(header.width), Int(header.height), Int(header.channels))
        let count = try Image.sampleCount(width: width, height: height, channels: channels)

        var samples = [UInt16](repeating: 0, count: count)
        try check(failure: source.pointee.failure) { cpng_read_samples(reader, &samples, $0) }
        return Image(
            width: width, height: height, channels: channels,
            depth: header.depth == 16 ? .sixteen : .eight, samples: samples)
    }
}

/// The context of CPNG's read callback: where bytes come from, and the error to remember while C unwinds.
private struct Source {
    let read: (UnsafeMutableRawBufferPointer) throws(Errno) -> Int
    var failure: Errno?

    static let read: cpng_read_function = { context, bytes, count in
        let source = context!.assumingMemoryBound(to: Source.self)
        do throws(Errno) {
            return try source.pointee.read(UnsafeMutableRawBufferPointer(start: bytes, count: count))
        } catch {
            source.pointee.failure = error
            return -1
        }
    }
}
