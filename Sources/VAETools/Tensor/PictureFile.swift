import Formats
import Images
import SystemPackage

/// The pictures of a file: one of a PNG file, as many as follow each other of a PNM file and of standard input.
final class PictureFile {
    private let file: ImportFile
    private let source: Source
    private let reader: PNMReader?
    private var count = 0

    /// - Throws: bad data, where the file is a table.
    init(_ file: ImportFile) throws(Failure) {
        guard file.format.isPicture else {
            throw file.failure("found a table, expected pictures like those before")
        }
        let source = Source(bytes: file.bytes)
        (self.file, self.source) = (file, source)
        reader = file.format == .pnm ? PNMReader { (buffer) throws(Errno) in try source.read(buffer) } : nil
    }

    func next() throws(Failure) -> Image? {
        do throws(ImageError) {
            if let reader { return try reader.next() }
            if count > 0, try !hasMore() { return nil }
            count += 1
            return try PNG.decode { [source] (buffer) throws(Errno) in try source.read(buffer) }
        } catch {
            if let error = source.error { throw Failure(error, in: file.name) }
            throw file.failure(error.description)
        }
    }

    private func hasMore() throws(ImageError) -> Bool {
        do throws(FormatError) {
            guard file.isStandardInput else { return false }
            return try !file.bytes.peek(1).isEmpty
        } catch {
            source.error = error
            throw .system(.ioError)
        }
    }

    /// Remembers what was wrong while an image could not be read.
    private final class Source {
        let bytes: ByteReader
        var error: FormatError?

        init(bytes: ByteReader) { self.bytes = bytes }

        func read(_ buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
            do throws(FormatError) {
                return try bytes.read(upTo: buffer.count, into: buffer)
            } catch {
                self.error = error
                throw .ioError
            }
        }
    }
}
