import ArgumentParser
import Formats
import Images
import SystemPackage
import Tensors

/// The options of `import` for pictures.
struct PictureImportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("1 is grey, 3 RGB, 4 with alpha. (default: as the first)", valueName: "C"))
    var channels: Int?

    @Option(
        help: ArgumentHelp("Give all pictures this size.", valueName: "HxW"),
        transform: NumberPair.imageSize)
    var resize: NumberPair<Int>?

    @Flag(help: "Read PNG files of folders in folders too.")
    var recursive = false

    @Option(
        help: ArgumentHelp("Write the place of each picture's operand here.", valueName: "file"),
        completion: .file())
    var labels: String?

    func validate() throws { try check("--channels", channels, in: 1...4) }

    var isGiven: Bool { channels != nil || resize != nil || recursive || labels != nil }
}

/// Makes rows of pictures, one after the other.
final class PictureImport {
    private let options: PictureImportOptions
    private let output: OutputFile
    /// How many pictures there will be, if that is known.
    private let rows: Int?
    private let labels: OutputFile?
    /// How many pictures each operand had.
    private var counts: [Int]
    private var first: Image?
    private var record: GrowingRecord?

    /// - Parameter labels: how many operands there are.
    init(
        _ options: PictureImportOptions, labels: Int, rows: Int?, _ output: OutputFile
    ) throws(Failure) {
        self.options = options
        self.output = output
        self.rows = rows
        self.labels = if let path = options.labels { try OutputFile(path: path) } else { nil }
        counts = [Int](repeating: 0, count: labels)
    }

    /// Adds all pictures of a file.
    func read(_ file: ImportFile, label: Int) throws(Failure) {
        let pictures = try PictureFile(file)
        while let image = try pictures.next() {
            try add(image, file)
            counts[label] += 1
        }
    }

    private func add(_ image: Image, _ file: ImportFile) throws(Failure) {
        let image = try adapted(image, file)
        let first = first ?? image
        self.first = first
        guard image.channels == first.channels, image.depth == first.depth,
            (image.height, image.width) == (first.height, first.width)
        else {
            let hint =
                image.depth != first.depth
                ? ""
                : image.channels != first.channels
                    ? "; --channels makes them equal" : "; --resize makes them equal"
            throw file.failure("found \(described(image)), expected \(described(first)) as before\(hint)")
        }
        let record = if let record { record } else { try begin(image) }
        if image.depth == .eight {
            try record.append(numbers: image.samples.map { UInt8(truncatingIfNeeded: $0) })
        } else {
            try record.append(numbers: image.samples)
        }
        try record.send()
    }

    /// The picture with the channels and size that were asked for.
    private func adapted(_ image: Image, _ file: ImportFile) throws(Failure) -> Image {
        let image = options.channels.map(image.converted) ?? image
        guard let size = options.resize else { return image }
        do throws(ImageError) {
            return try image.resized(height: size.first, width: size.second)
        } catch {
            throw file.failure(error.description)
        }
    }

    private func begin(_ image: Image) throws(Failure) -> GrowingRecord {
        let sides = [image.height, image.width]
        let record = try GrowingRecord(
            output: output,
            form: RowForm(
                image.depth == .eight ? .u1 : .u2,
                Shape(image.channels == 1 ? sides : sides + [image.channels])),
            rows: rows)
        self.record = record
        return record
    }

    func finish() throws(Failure) -> Record? {
        guard let record else { return nil }
        try record.finish()
        if let labels { try write(labels) }
        return record.record
    }

    /// Writes the label of each picture, u1 where all fit.
    private func write(_ labels: OutputFile) throws(Failure) {
        let isSmall = counts.count <= 256
        try labels.write { bytes throws(FormatError) in
            try bytes.write(
                TensorStreamWriter.header(
                    shape: Shape([counts.reduce(0, +)]), elementType: isSmall ? .u1 : .i4))
            for (label, count) in counts.enumerated() {
                let element = withUnsafeBytes(of: Int32(label).littleEndian) { Array($0) }
                for _ in 0..<count { try bytes.write(isSmall ? [element[0]] : element) }
            }
        }
        try labels.commit()
    }
}

private func described(_ image: Image) -> String {
    let channels = image.channels == 1 ? "1 channel" : "\(image.channels) channels"
    return "\(image.height)x\(image.width) pixels of \(channels), \(image.depth.rawValue) bits"
}
