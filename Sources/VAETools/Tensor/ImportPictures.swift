import Compute
import Formats
import Images
import Tensors

/// Makes rows of pictures, one after the other.
final class PictureImport {
    private let options: PictureImportOptions
    private let listing: FileListing
    private let format: ImportFormat?
    private let output: OutputFile
    /// Tells what is skipped; nil: nobody wants to know.
    private let messages: Messages?
    private let rows: PictureRows
    private var first: Image?
    private var record: GrowingRecord?

    /// - Parameters:
    ///   - labels: how many operands there are.
    ///   - format: what all files hold; nil: each as it looks.
    init(
        _ options: PictureImportOptions, _ listing: FileListing, labels: Int, as format: ImportFormat?,
        to output: OutputFile, _ messages: Messages?
    ) throws(Failure) {
        (self.options, self.listing, self.format) = (options, listing, format)
        (self.output, self.messages) = (output, messages)
        rows = try PictureRows(options, labels: labels)
    }

    /// - Parameter opened: the first file, if it is open already.
    func run(opened: ImportFile?) throws(Failure) -> Record? {
        if let problem = listing.problems.first, !options.skipUnreadable {
            throw Failure(problem.status, "\(problem.message); --skip-unreadable leaves it out")
        }
        for problem in listing.problems { skip(problem) }
        guard !listing.files.isEmpty else { return nil }
        let count = try knownCount(opened)
        let queue = queue(opened)
        for (index, file) in listing.files.enumerated() {
            do throws(Failure) {
                try queue.take(index) { image throws(Failure) in
                    do throws(Failure) { try add(image, file, count) } catch { throw Failure(fatal: error) }
                }
            } catch {
                guard options.skipUnreadable, !error.isFatal else { throw error }
                skip(error)
            }
        }
        guard let record else { return nil }
        if let count, count != record.rows {
            throw Failure.badData(
                listing.files.last!.path,
                "found \(record.rows) pictures in all, expected \(count) as when counted")
        }
        try record.finish()
        try rows.finish()
        return record.record
    }

    private func skip(_ failure: Failure) { messages?.write("skipped \(failure.message)") }

    /// How many pictures there will be, where a pipe needs to be told and files can be counted.
    private func knownCount(_ opened: ImportFile?) throws(Failure) -> Int? {
        guard opened == nil, !options.skipUnreadable, try output.replaceableOffset() == nil else {
            return nil
        }
        var count = 0
        for file in listing.files {
            guard let pictures = pictureCount(ofPNG: file.path) else { return nil }
            count += pictures
        }
        return count
    }

    private func queue(_ opened: ImportFile?) -> PictureQueue {
        let (files, format, form) = (listing.files, format, options.form)
        let (decoder, isAllOrNothing) = (options.decoder, options.skipUnreadable)
        let opened = Opened(file: opened)
        return PictureQueue(files, threads: Workers.processorCount) { index, give in
            do throws(Failure) {
                let known = index == 0 ? opened.file : nil
                let file =
                    if let known { known } else {
                        try ImportFile(files[index].path, as: format, decodes: decoder != nil)
                    }
                let pictures = try PictureFile(file, decoder: decoder)
                var held: [Image] = []
                while let image = try pictures.next() {
                    let image = try adapted(image, form, file)
                    if isAllOrNothing || pictures.isDecoded {
                        held.append(image)
                    } else {
                        guard give(.image(image)) else { return }
                    }
                }
                for image in held { guard give(.image(image)) else { return } }
                _ = give(.end)
            } catch {
                _ = give(.failure(error))
            }
        }
    }

    /// Goes to the one thread that reads it.
    private struct Opened: @unchecked Sendable { let file: ImportFile? }

    private func add(_ image: Image, _ file: FileListing.File, _ count: Int?) throws(Failure) {
        let first = first ?? image
        self.first = first
        guard image.channels == first.channels, image.depth == first.depth,
            (image.height, image.width) == (first.height, first.width)
        else {
            let option =
                image.depth != first.depth
                ? "--depth" : image.channels != first.channels ? "--channels" : "--resize"
            let name = file.path == "-" ? "standard input" : file.path
            throw .badData(
                name, "found \(image.form), expected \(first.form) as before; \(option) makes them equal")
        }
        let record = if let record { record } else { try begin(image, count) }
        if image.depth == .eight {
            try record.append(numbers: image.samples.map { UInt8(truncatingIfNeeded: $0) })
        } else {
            try record.append(numbers: image.samples)
        }
        try record.send()
        try rows.add(file)
    }

    private func begin(_ image: Image, _ count: Int?) throws(Failure) -> GrowingRecord {
        let sides = [image.height, image.width]
        let record = try GrowingRecord(
            output: output,
            form: RowForm(
                image.depth == .eight ? .u1 : .u2,
                Shape(image.channels == 1 ? sides : sides + [image.channels])),
            rows: count)
        self.record = record
        return record
    }
}

/// The picture with the channels, depth and size that were asked for.
private func adapted(_ image: Image, _ form: PictureForm, _ file: ImportFile) throws(Failure) -> Image {
    do throws(ImageError) { return try form.adapted(image) } catch { throw file.failure(error.description) }
}
