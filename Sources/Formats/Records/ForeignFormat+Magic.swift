extension ForeignFormat {
    private static let table = "vae-tensor import reads CSV and TSV"
    private static let pictures = "vae-tensor import reads PNG and PNM"
    private static let python = "read it in Python and write its arrays with numpy.save"

    private static let magics: [(magic: [UInt8], format: ForeignFormat)] = [
        ([0x89] + Array("PNG".utf8), ForeignFormat("a PNG image", pictures)),
        ([0xFF, 0xD8, 0xFF], ForeignFormat("a JPEG image", "convert it; \(pictures)")),
        (Array("GIF8".utf8), ForeignFormat("a GIF image", "convert it; \(pictures)")),
        (Array("II*\0".utf8), ForeignFormat("a TIFF image", "convert it; \(pictures)")),
        (Array("MM\0*".utf8), ForeignFormat("a TIFF image", "convert it; \(pictures)")),
        (Array("BZh".utf8), ForeignFormat("bzip2 data", "'bzip2 -dc' decompresses it")),
        ([0xFD] + Array("7zXZ".utf8), ForeignFormat("xz data", "'xz -dc' decompresses it")),
        ([0x28, 0xB5, 0x2F, 0xFD], ForeignFormat("zstd data", "'zstd -dc' decompresses it")),
        ([0x04, 0x22, 0x4D, 0x18], ForeignFormat("lz4 data", "'lz4 -dc' decompresses it")),
        (Array("LZIP".utf8), ForeignFormat("lzip data", "'lzip -dc' decompresses it")),
        ([0x1F, 0x9D], ForeignFormat("data of compress(1)", "'gzip -dc' decompresses it")),
        (Array("7z".utf8) + [0xBC, 0xAF], ForeignFormat("a 7z archive", "extract its files first")),
        (
            [0x89] + Array("HDF\r\n".utf8),
            ForeignFormat("an HDF5 file", "read it with h5py and write its arrays with numpy.save")
        ),
        (
            Array("PAR1".utf8),
            ForeignFormat("a Parquet file", "write it as CSV, as pandas can; \(table)")
        ),
        (
            Array("ARROW1".utf8),
            ForeignFormat("an Arrow file", "write it as CSV, as pandas can; \(table)")
        ),
        (
            Array("MATLAB ".utf8),
            ForeignFormat("a MATLAB file", "read it with scipy.io and write its arrays with numpy.save")
        ),
        (Array("SQLite format 3".utf8), ForeignFormat("an SQLite database", "write it as CSV; \(table)")),
        (
            Array("version https://git-lfs".utf8),
            ForeignFormat("a Git LFS pointer", "'git lfs pull' fetches the file")
        ),
    ]

    static func byMagic(_ opening: [UInt8]) -> ForeignFormat? {
        if let entry = magics.first(where: { opening.starts(with: $0.magic) }) { return entry.format }
        if opening.starts(with: Array("RIFF".utf8)), opening.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            return ForeignFormat("a WebP image", "convert it; \(pictures)")
        }
        // Protocol 2 and later begin with its number.
        if opening.count > 2, opening[0] == 0x80, 2...5 ~= opening[1] {
            return ForeignFormat("a Python pickle", python)
        }
        if opening.dropFirst(7).starts(with: [0, UInt8(ascii: "{")]) {
            return ForeignFormat("what looks like a safetensors file", "a model is given with -m")
        }
        let isPortable =
            opening.count > 2 && opening[0] == UInt8(ascii: "P")
            && UInt8(ascii: "1")...UInt8(ascii: "7") ~= opening[1] && 0x09...0x20 ~= opening[2]
        return isPortable ? ForeignFormat("a PNM image", pictures) : nil
    }

    /// ZIP archives, whose first file has its name behind 30 bytes.
    static func archive(_ opening: [UInt8]) -> ForeignFormat? {
        let magic = Array("PK".utf8)
        guard opening.starts(with: magic + [3, 4]) || opening.starts(with: magic + [5, 6]) else { return nil }
        let name = String(decoding: opening.dropFirst(30), as: UTF8.self)
        if name.hasPrefix("[Content_Types]") || name.hasPrefix("_rels/") {
            return ForeignFormat("a spreadsheet or another office file", "write it as CSV; \(table)")
        }
        if name.contains("/data.pkl") || name.contains("/version") || name.contains("/byteorder") {
            return ForeignFormat("a file of PyTorch", python)
        }
        return ForeignFormat("a ZIP archive", "if it is an .npz archive, extract its arrays first")
    }

    static func text(_ opening: [UInt8]) -> ForeignFormat? {
        if opening.starts(with: [0xFF, 0xFE]) || opening.starts(with: [0xFE, 0xFF]) || isWideASCII(opening) {
            return ForeignFormat(
                "UTF-16 text",
                "'iconv -f UTF-16 -t UTF-8' makes UTF-8 of it")
        }
        guard isText(opening) else { return nil }
        let start = String(decoding: opening, as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") {
            return ForeignFormat("a web page", "the address may be that of another page than the file")
        }
        return ForeignFormat("text", table, isText: true)
    }

    /// Whether the bytes are UTF-8, or begin with ASCII as text in other encodings does.
    private static func isText(_ opening: [UInt8]) -> Bool {
        guard let first = opening.first, opening.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || 0x09...0x0D ~= $0 })
        else { return false }
        if first < 0x80, opening.prefix(16).allSatisfy({ $0 < 0x80 }) { return true }
        // The last character may be cut.
        let cuts = opening.count < openingLength ? 0...0 : 0...3
        return cuts.contains { String(validating: opening.dropLast($0), as: UTF8.self) != nil }
    }

    /// Every other byte of ASCII in UTF-16 is 0.
    private static func isWideASCII(_ opening: [UInt8]) -> Bool {
        guard opening.count >= 4 else { return false }
        let pairs = stride(from: 0, to: opening.count - 1, by: 2).map { (opening[$0], opening[$0 + 1]) }
        let isPrintable = { (byte: UInt8) in 0x20..<0x7F ~= byte || 0x09...0x0D ~= byte }
        return pairs.allSatisfy { $0.0 == 0 && isPrintable($0.1) }
            || pairs.allSatisfy { $0.1 == 0 && isPrintable($0.0) }
    }
}
