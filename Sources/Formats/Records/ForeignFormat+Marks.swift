extension ForeignFormat {
    public static let jpeg = ForeignFormat(
        "a JPEG", .picture(decoder: "'magick {} -auto-orient pnm:-', or djpeg on PATH,"))

    private static let magick = Kind.picture(decoder: "'magick {} -auto-orient pnm:-'")

    /// The bytes that formats begin with, or that stand at a place further on.
    private static let marks: [(place: Int, mark: [UInt8], format: ForeignFormat)] = [
        (0, NPY.magic, ForeignFormat("an NPY array", .array)),
        (0, [0x89] + ascii("PNG"), ForeignFormat("a PNG", .png)),
        (0, [0xFF, 0xD8, 0xFF], jpeg),
        (0, ascii("GIF8"), ForeignFormat("a GIF", magick)),
        (0, ascii("BM"), ForeignFormat("a BMP", magick)),
        (0, ascii("II*\0"), ForeignFormat("a TIFF", magick)),
        (0, ascii("MM\0*"), ForeignFormat("a TIFF", magick)),
        (4, ascii("ftyp"), ForeignFormat("a HEIF or AVIF", magick)),
        (
            0, [0x00, 0x05, 0x16, 0x07],
            ForeignFormat("a file of macOS that stands beside another", .other(advice: "leave it out"))
        ),
        (0, [0xFD] + ascii("7zXZ"), compressed("xz")),
        (0, [0x28, 0xB5, 0x2F, 0xFD], compressed("zstd")),
        (0, [0x04, 0x22, 0x4D, 0x18], compressed("lz4")),
        (0, ascii("LZIP"), compressed("lzip")),
        (0, [0x1F, 0x9D], ForeignFormat("data of compress(1)", .compression(program: "gzip"))),
        (
            0, ascii("7z") + [0xBC, 0xAF],
            ForeignFormat("a 7z archive", .other(advice: "extract its files first"))
        ),
        (0, [0x89] + ascii("HDF"), ForeignFormat("an HDF5 file", .arrays(module: "h5py"))),
        (0, ascii("MATLAB "), ForeignFormat("a MATLAB file", .arrays(module: "scipy.io"))),
        (0, ascii("PAR1"), ForeignFormat("a Parquet file", .table(reader: "read_parquet"))),
        (0, ascii("ARROW1"), ForeignFormat("an Arrow file", .table(reader: "read_feather"))),
        (0, ascii("SQLite format 3\0"), ForeignFormat("an SQLite database", .table(reader: nil))),
        (7, [0] + ascii("{"), ForeignFormat("what looks like a safetensors file", .safetensors)),
    ]

    static func byMark(_ opening: [UInt8]) -> ForeignFormat? {
        if let format = textual(opening) { return format }
        // Letters alone may begin a table too: BMI,age.
        let isText = isText(opening)
        for (place, mark, format) in marks where opening.dropFirst(place).starts(with: mark) {
            if !isText || !mark.allSatisfy(isVisible) { return format }
        }
        // Protocol 2 and later begin with its number.
        if opening.count > 2, opening[0] == 0x80, 2...5 ~= opening[1] {
            return ForeignFormat("a Python pickle", .pickle)
        }
        let isIDX = opening.starts(with: IDX.magic) && opening.count > 3 && 8...14 ~= opening[2]
        return isIDX && 1...32 ~= opening[3] ? ForeignFormat("an IDX array", .array) : nil
    }

    /// Formats whose first bytes are those of text, or may be.
    private static func textual(_ opening: [UInt8]) -> ForeignFormat? {
        if opening.starts(with: ascii("BZh")), opening.count > 6, 0x31...0x39 ~= opening[3] {
            let block = opening.dropFirst(4)
            // Those of a block, and of no block at all.
            let marks = [ascii("1AY&SY"), [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]]
            if marks.contains(where: { $0.starts(with: block.prefix(6)) }) {
                return compressed("bzip2")
            }
        }
        if opening.starts(with: ascii("RIFF")), opening.dropFirst(8).starts(with: ascii("WEBP")) {
            return ForeignFormat("a WebP", .picture(decoder: "'dwebp -quiet {} -pam -o -'"))
        }
        if opening.starts(with: ascii("version https://git-lfs")) {
            return ForeignFormat("a Git LFS pointer", .other(advice: "'git lfs pull' fetches the file"))
        }
        return PNMOpening.isPNM(opening) ? ForeignFormat("a PNM", .pnm) : nil
    }

    private static func compressed(_ program: String) -> ForeignFormat {
        ForeignFormat("\(program) data", .compression(program: program))
    }

    /// ZIP archives, whose first file has its name behind 30 bytes.
    static func archive(_ opening: [UInt8]) -> ForeignFormat? {
        guard opening.starts(with: ascii("PK") + [3, 4]) || opening.starts(with: ascii("PK") + [5, 6]) else {
            return nil
        }
        let name = String(decoding: opening.dropFirst(30).prefix(34), as: UTF8.self)
        if name.hasPrefix("[Content_Types]") || name.hasPrefix("_rels/") {
            return ForeignFormat("a spreadsheet or another office file", .table(reader: nil))
        }
        if name.contains("/data.pkl") || name.contains("/version") || name.contains("/byteorder") {
            return ForeignFormat("a file of PyTorch", .pickle)
        }
        return ForeignFormat("a ZIP archive", .zip)
    }
}

func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

private func isVisible(_ byte: UInt8) -> Bool { 0x20..<0x7F ~= byte }
