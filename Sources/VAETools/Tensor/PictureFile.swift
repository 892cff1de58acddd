import Formats
import Images
import SystemPackage

/// The pictures of a file, one or several that follow each other: as it stands, or as a program decodes it.
final class PictureFile {
    private let file: ImportFile
    private let bytes: PictureBytes
    private let process: DecoderProcess?
    private let decoder: PictureDecoder?
    private var reader: PNMReader?
    private var count = 0

    /// - Parameter decoder: for what is neither PNG nor PNM; nil: the one for the kind of file, if there is one.
    /// - Throws: bad data, where the file is a table, or needs a program that is not there.
    init(_ file: ImportFile, decoder: PictureDecoder?) throws(Failure) {
        guard file.isPicture || file.isEmpty else {
            throw file.failure("found a table, expected a picture")
        }
        guard !file.isEmpty || file.isStandardInput || file.format == .pnm else {
            throw file.failure("found an empty file, expected a picture")
        }
        self.file = file
        guard file.format == nil else {
            (process, self.decoder) = (nil, nil)
            bytes = PictureBytes(file.bytes)
            return
        }
        let isJPEG = file.foreign?.title == ForeignFormat.jpeg.title
        guard let decoder = decoder ?? (isJPEG ? PictureDecoder.djpeg : nil) else {
            let foreign = file.foreign!
            throw file.failure("found \(foreign.importName), expected PNG or PNM; \(foreign.importAdvice)")
        }
        guard !file.isStandardInput else {
            throw file.failure("found a picture for \(decoder.name), expected PNG or PNM; give it as a file")
        }
        self.decoder = decoder
        do throws(Errno) {
            let process = try DecoderProcess(decoder.arguments(for: file.path))
            self.process = process
            bytes = PictureBytes { (buffer) throws(Errno) in try process.readOutput(buffer) }
        } catch {
            throw Failure(.failed, "\(file.name): cannot start \(decoder.name): \(error)")
        }
    }

    /// Whether a program decodes it, which may fail behind its last picture.
    var isDecoded: Bool { process != nil }

    func next() throws(Failure) -> Image? {
        do throws(ImageError) {
            let image = try nextImage()
            if image == nil { try checkEnd() }
            if image != nil { count += 1 }
            return image
        } catch {
            if let failure = decoderFailure() { throw failure }
            if let error = bytes.error { throw Failure(error, in: file.name) }
            if case .system(.noMemory) = error {
                throw Failure(.failed, "\(file.name): \(error.description)")
            }
            throw file.failure((decoder.map { "\($0.name): " } ?? "") + error.description)
        }
    }

    private func nextImage() throws(ImageError) -> Image? {
        if let reader { return try reader.next() }
        let opening = try bytes.peek()
        if file.isEmpty { return nil }
        if count == 0, file.format == .pnm || file.format == nil && PNM.isOpening(opening) {
            let reader = PNMReader { [bytes] (buffer) throws(Errno) in try bytes.read(buffer) }
            self.reader = reader
            return try reader.next()
        }
        if count > 0 {
            // What stands behind the pictures of a file is no matter of theirs; a pipe has nothing else.
            let isPNG = PictureBytes.isPNG(opening)
            guard isPNG || file.isStandardInput && !opening.isEmpty else { return nil }
        } else if file.format == nil {
            if opening.isEmpty { return nil }
            guard PictureBytes.isPNG(opening) else {
                throw .mismatch(found: "what is neither PNG nor PNM", expected: "one of them")
            }
        }
        return try PNG.decode { [bytes] (buffer) throws(Errno) in try bytes.read(buffer) }
    }

    /// - Throws: where a program has written no picture.
    private func checkEnd() throws(ImageError) {
        guard process != nil else { return }
        let failure = decoderFailure()
        if failure != nil || count == 0 { throw .mismatch(found: "no picture", expected: "PNG or PNM") }
    }

    private var ending: Failure??

    /// What a program met, once it has ended.
    private func decoderFailure() -> Failure? {
        if let ending { return ending }
        guard let process, let decoder else { return nil }
        let failure = process.end().map { file.failure("\(decoder.name): \($0)") }
        ending = .some(failure)
        return failure
    }
}

/// Bytes of pictures, the first of which can be looked at.
final class PictureBytes {
    private let source: (UnsafeMutableRawBufferPointer) throws(Errno) -> Int
    private var ahead: [UInt8] = []
    private let failure = Box()

    /// What was wrong while a file was read.
    var error: FormatError? { failure.error }

    private final class Box { var error: FormatError? }

    init(source: @escaping (UnsafeMutableRawBufferPointer) throws(Errno) -> Int) { self.source = source }

    init(_ bytes: ByteReader) {
        let failure = failure
        source = { (buffer) throws(Errno) in
            do throws(FormatError) {
                return try bytes.read(upTo: buffer.count, into: buffer)
            } catch {
                failure.error = error
                throw .ioError
            }
        }
    }

    static func isPNG(_ opening: [UInt8]) -> Bool { opening.starts(with: [0x89, 0x50, 0x4E, 0x47]) }

    /// The next four bytes, fewer at the end, without taking them.
    func peek() throws(ImageError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 4)
        do throws(Errno) {
            while ahead.count < 4 {
                let wanted = 4 - ahead.count
                let count = try bytes.withUnsafeMutableBufferPointer { (bytes) throws(Errno) in
                    try source(
                        UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[..<wanted])))
                }
                if count == 0 { break }
                ahead += bytes[..<count]
            }
        } catch {
            throw .system(error)
        }
        return ahead
    }

    func read(_ buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        guard !ahead.isEmpty else { return try source(buffer) }
        let count = min(ahead.count, buffer.count)
        buffer.copyBytes(from: ahead[..<count])
        ahead.removeFirst(count)
        return count
    }
}
