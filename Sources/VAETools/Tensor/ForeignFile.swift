/// What a file is that `import` does not read itself, known by its first bytes.
struct ForeignFile {
    /// As messages name it.
    let name: String
    /// What to do with it.
    let advice: String
    /// Whether a program may decode it.
    let isPicture: Bool

    static let jpeg = ForeignFile(
        picture: "a JPEG picture", "'magick {} -auto-orient pnm:-', or djpeg on PATH, decodes it")

    /// Nil: nothing that is known.
    init?(opening: [UInt8]) {
        // A table may begin with the letters of a mark, as "BMI,age" does. Those of bzip2 go on: BZh91AY.
        let isTable = ImportFormat.isText(opening) && !opening.dropFirst(4).starts(with: Array("1AY".utf8))
        for (place, mark, file) in ForeignFile.marks
        where opening.dropFirst(place).starts(with: mark) && !(place == 0 && isTable) {
            self = file
            return
        }
        guard let text = ForeignFile.wideText(opening) else { return nil }
        self = text
    }

    private init(_ name: String, _ advice: String) {
        (self.name, self.advice, isPicture) = (name, advice, false)
    }

    private init(picture name: String, _ advice: String) {
        (self.name, self.advice, isPicture) = (name, "--decode-with \(advice)", true)
    }

    private static func compressed(_ name: String, _ program: String) -> ForeignFile {
        ForeignFile("\(name) data", "\(program) -dc FILE | vae-tensor import decompresses it")
    }

    private static let magick = "'magick {} -auto-orient pnm:-' decodes it"

    private static let marks: [(place: Int, mark: [UInt8], file: ForeignFile)] =
        [
            (0, [0xFF, 0xD8, 0xFF], jpeg),
            (
                8, Array("WEBP".utf8),
                ForeignFile(picture: "a WebP picture", "'dwebp -quiet {} -pam -o -' decodes it")
            ),
            (0, Array("GIF8".utf8), ForeignFile(picture: "a GIF picture", magick)),
            (0, Array("BM".utf8), ForeignFile(picture: "a BMP picture", magick)),
            (0, [0x49, 0x49, 0x2A, 0x00], ForeignFile(picture: "a TIFF picture", magick)),
            (0, [0x4D, 0x4D, 0x00, 0x2A], ForeignFile(picture: "a TIFF picture", magick)),
            (4, Array("ftyp".utf8), ForeignFile(picture: "a HEIF or AVIF picture", magick)),
            (
                0, [0x00, 0x05, 0x16, 0x07],
                ForeignFile("a file of macOS that stands beside another", "leave it out")
            ),
            (0, Array("BZh".utf8), compressed("bzip2", "bzip2")),
            (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], compressed("xz", "xz")),
            (0, [0x28, 0xB5, 0x2F, 0xFD], compressed("zstd", "zstd")),
            (0, [0x93] + Array("NUMPY".utf8), ForeignFile("an NPY array", "all tools read it as it is")),
            (
                0, [0x89] + Array("HDF".utf8),
                ForeignFile(
                    "an HDF5 file", "write its arrays as .npy, with h5py.File(...)[...][:] and numpy.save")
            ),
            (
                0, Array("PAR1".utf8),
                ForeignFile(
                    "a Parquet file",
                    "write it as CSV, with pandas.read_parquet(...).to_csv(..., index=False)")
            ),
            (
                0, Array("ARROW1".utf8),
                ForeignFile(
                    "an Arrow file", "write it as CSV, with pandas.read_feather(...).to_csv(..., index=False)"
                )
            ),
            (
                0, [0x50, 0x4B, 0x03, 0x04],
                ForeignFile(
                    "a ZIP archive", "unpack it; write a spreadsheet as CSV, and the arrays of .npz as .npy")
            ),
        ]
        + (2...5).map { version in
            (
                0, [0x80, version],
                ForeignFile(
                    "a Python pickle", "write its array as .npy, with numpy.save; no tool runs pickles")
            )
        }

    /// Text of two or four bytes a character: with its mark, or ASCII with a zero on one side of each.
    private static func wideText(_ opening: [UInt8]) -> ForeignFile? {
        func text(_ name: String) -> ForeignFile {
            ForeignFile("\(name) text", "iconv -f \(name) -t UTF-8 FILE | vae-tensor import converts it")
        }
        if opening.starts(with: [0xFF, 0xFE, 0, 0]) || opening.starts(with: [0, 0, 0xFE, 0xFF]) {
            return text("UTF-32")
        }
        if opening.starts(with: [0xFF, 0xFE]) || opening.starts(with: [0xFE, 0xFF]) {
            return text("UTF-16")
        }
        guard opening.count >= 4, opening.count.isMultiple(of: 2) || opening.count == ImportFile.openingSize
        else {
            return nil
        }
        let pairs = stride(from: 0, to: opening.count - 1, by: 2).map { (opening[$0], opening[$0 + 1]) }
        if pairs.allSatisfy({ isASCII($0.0) && $0.1 == 0 }) { return text("UTF-16LE") }
        if pairs.allSatisfy({ $0.0 == 0 && isASCII($0.1) }) { return text("UTF-16BE") }
        return nil
    }

    private static func isASCII(_ byte: UInt8) -> Bool {
        (0x09...0x0D).contains(byte) || (0x20..<0x7F).contains(byte)
    }
}
