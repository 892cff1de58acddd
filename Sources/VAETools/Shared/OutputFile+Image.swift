import Formats
import Images
import SystemPackage

extension OutputFile {
    /// Writes an image as PNG.
    func write(_ image: Image) throws(Failure) {
        try encoding { put throws(ImageError) in try PNG.encode(image, write: put) }
    }

    /// Runs `body`, which encodes an image to the function that it is given.
    func encoding(
        _ body: (_ put: (UnsafeRawBufferPointer) throws(Errno) -> Void) throws(ImageError) -> Void
    ) throws(Failure) {
        do throws(ImageError) {
            try body { chunk throws(Errno) in
                do throws(FormatError) {
                    try bytes.write(chunk)
                } catch {
                    guard case .writeFailed(let errno) = error.kind else { throw .ioError }
                    throw errno
                }
            }
        } catch {
            if case .system(let errno) = error, errno != .noMemory {
                throw Failure(.inputOutputError, "\(name): cannot write: \(errno)")
            }
            throw Failure(.failed, "\(name): \(error.description)")
        }
    }
}
