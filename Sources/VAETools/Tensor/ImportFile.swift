import ArgumentParser
import Formats
import Images
import SystemPackage

/// What `import` reads, raw rows aside.
enum ImportFormat: String, CaseIterable, ExpressibleByArgument {
    case png, pnm, csv, tsv

    var isPicture: Bool { self == .png || self == .pnm }

    /// What stands between cells.
    var separator: UInt8 { self == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",") }
}

/// A file that is imported, gzipped or not.
final class ImportFile {
    let format: ImportFormat
    private let file: OperandFile

    /// - Parameter format: nil: as the file looks.
    init(_ operand: String, as format: ImportFormat?) throws(Failure) {
        let file = try OperandFile(operand)
        let (name, bytes) = (file.name, file.bytes)
        let opening = try naming(name) { () throws(FormatError) in
            try bytes.beginRecord() ? Array(bytes.peek(256)) : []
        }
        guard let format = format ?? ImportFormat(opening: opening, path: operand) else {
            throw .badData(
                name,
                "found what is neither a picture nor text, expected PNG, PNM, CSV or TSV; --raw reads rows")
        }
        self.format = format
        self.file = file
    }

    var name: String { file.name }
    var bytes: ByteReader { file.bytes }
    var isStandardInput: Bool { file.isStandardInput }

    func failure(_ message: String) -> Failure { .badData(name, message) }
}

extension ImportFormat {
    private static let openingOfPNG: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

    /// What a file looks like; nil: nothing that is known.
    /// - Parameter opening: its first bytes, none if it is empty.
    init?(opening: [UInt8], path: String) {
        let path = path.lowercased()
        let name = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
        if opening.starts(with: ImportFormat.openingOfPNG) {
            self = .png
        } else if name.hasSuffix(".tsv") || name.hasSuffix(".tab") {
            self = .tsv
        } else if name.hasSuffix(".csv") || opening.isEmpty {
            self = .csv
        } else if PNM.isOpening(opening) {
            self = .pnm
        } else if opening.allSatisfy({ $0 >= 0x20 || (0x09...0x0D).contains($0) }),
            opening[0] < 0x80 || (0xC2...0xF4).contains(opening[0])
        {
            let line = opening.prefix { $0 != 0x0A }
            self = line.contains(0x09) && !line.contains(UInt8(ascii: ",")) ? .tsv : .csv
        } else {
            return nil
        }
    }
}
