import CPNG
import SystemPackage

extension PNG {
    /// Writes an image: not interlaced, without a time, the same bytes for the same image.
    ///
    /// - Parameter write: writes all the bytes it is given. It gets pieces of a few bytes to 64 KiB, so a
    ///   caller that writes to a descriptor collects them first.
    /// - Throws: `.system` with the error that `write` threw, and `write` is not called again;
    ///   `.mismatch` where the image is larger than the limits of `Image`.
    public static func encode(
        _ image: Image, write: (UnsafeRawBufferPointer) throws(Errno) -> Void
    ) throws(ImageError) {
        _ = try Image.sampleCount(width: image.width, height: image.height, channels: image.channels)
        try withoutActuallyEscaping(write) { write throws(ImageError) in
            var sink = Sink(write: write, failure: nil)
            var header = cpng_header(image)
            try withUnsafeMutablePointer(to: &sink) { sink throws(ImageError) in
                try check(failure: sink.pointee.failure) { message in
                    cpng_encode(&header, image.samples, Sink.write, sink, message)
                }
            }
        }
    }
}

/// The context of CPNG's write callback: where bytes go, and the error to remember while C unwinds.
private struct Sink {
    let write: (UnsafeRawBufferPointer) throws(Errno) -> Void
    var failure: Errno?

    static let write: cpng_write_function = { context, bytes, count in
        let sink = context!.assumingMemoryBound(to: Sink.self)
        do throws(Errno) {
            try sink.pointee.write(UnsafeRawBufferPointer(start: bytes, count: count))
            return 0
        } catch {
            sink.pointee.failure = error
            return -1
        }
    }
}
