import ArgumentParser
import Images

extension Aspect: ExpressibleByArgument {}

/// The options of `import` for pictures.
struct PictureImportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("1 is grey, 3 RGB, 4 with alpha. (default: as the first)", valueName: "C"))
    var channels: Int?

    @Option(help: ArgumentHelp("Bits of a sample. (default: as the first)", valueName: "bits"))
    var depth: Depth?

    @Option(
        help: ArgumentHelp("Give all pictures this size.", valueName: "HxW"),
        transform: NumberPair.imageSize)
    var resize: NumberPair<Int>?

    @Option(
        help: ArgumentHelp(
            "What --resize does with other proportions: cut, add borders, or stretch. (default: stretch)",
            valueName: "way"))
    var aspect: Aspect?

    @Option(
        help: ArgumentHelp(
            "Run this line of shell for each file that is no PNG or PNM, with its name for {} or at the end. "
                + "(default: djpeg for JPEG)",
            valueName: "command"))
    var decodeWith: String?

    @Flag(help: "Read pictures in nested folders too.")
    var recursive = false

    @Flag(help: "Leave out files that are no pictures or cannot be read, and name them.")
    var skipUnreadable = false

    @Option(
        help: ArgumentHelp("Write the place of each picture's operand here.", valueName: "file"),
        completion: .file())
    var labels: String?

    @Option(
        help: ArgumentHelp("Write a list of rows and their files to this file.", valueName: "file"),
        completion: .file())
    var writeFiles: String?

    func validate() throws {
        try check("--channels", channels, in: 1...4)
        try check("--aspect", isGiven: aspect != nil, goesWith: "--resize", resize != nil)
        if let decodeWith, decodeWith.allSatisfy(\.isWhitespace) {
            throw ValidationError("--decode-with: found nothing, expected a command")
        }
    }

    var isGiven: Bool {
        channels != nil || depth != nil || resize != nil || decodeWith != nil || recursive || skipUnreadable
            || labels != nil || writeFiles != nil
    }

    var form: PictureForm {
        PictureForm(
            channels: channels, depth: depth, size: resize.map { ($0.first, $0.second) },
            aspect: aspect ?? .stretch)
    }

    var decoder: PictureDecoder? { decodeWith.map { .shell($0) } }
}
