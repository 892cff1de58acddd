import ArgumentParser
import Formats
import Images
import SystemPackage

/// What `import` reads, raw rows aside.
enum ImportFormat: String, CaseIterable, ExpressibleByArgument {
    case png, pnm, csv, tsv

    var isPicture: Bool { self == .png || self == .pnm }
}

/// A file that is imported, gzipped or not.
final class ImportFile {
    /// Bytes that tell what a file is.
    static let openingSize = 256

    /// Nil: a picture that a program must decode.
    let format: ImportFormat?
    /// How messages name a picture of other formats.
    let foreign: ForeignFile?
    let path: String
    let isEmpty: Bool
    private let file: OperandFile

    /// - Parameters:
    ///   - format: nil: as the file looks.
    ///   - decodes: whether a program is given for what is neither PNG nor PNM.
    convenience init(_ operand: String, as format: ImportFormat?, decodes: Bool = false) throws(Failure) {
        try self.init(try OperandFile(operand), path: operand, as: format, decodes: decodes)
    }

    init(_ file: OperandFile, path: String, as format: ImportFormat?, decodes: Bool) throws(Failure) {
        let (name, bytes) = (file.name, file.bytes)
        let opening = try naming(name) { () throws(FormatError) in
            try bytes.beginRecord() ? Array(bytes.peek(ImportFile.openingSize)) : []
        }
        (self.file, self.path, isEmpty) = (file, path, opening.isEmpty)
        if decodes, format == nil, !opening.isEmpty {
            let known = ImportFormat(opening: opening, path: "")
            self.format = known?.isPicture == true ? known : nil
            foreign = nil
            return
        }
        foreign = format?.isPicture == true ? nil : ForeignFile(opening: opening)
        if let foreign, !foreign.isPicture || format != nil {
            throw .badData(
                name,
                "found \(foreign.name), expected \(format.map(\.expected) ?? expectation); \(foreign.advice)")
        }
        self.format = foreign == nil ? format ?? ImportFormat(opening: opening, path: path) : nil
        guard self.format != nil || foreign != nil else {
            throw .badData(
                name, "found what is neither a picture nor text, expected \(expectation); --raw reads rows")
        }
    }

    var isPicture: Bool { format?.isPicture ?? true }
    var name: String { file.name }
    var bytes: ByteReader { file.bytes }
    var isStandardInput: Bool { file.isStandardInput }

    func failure(_ message: String) -> Failure { .badData(name, message) }
}

private let expectation = "PNG, PNM, CSV or TSV"

extension ImportFormat {
    private static let openingOfPNG: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

    /// As messages name it.
    fileprivate var expected: String {
        self == .csv || self == .tsv ? "text of UTF-8" : rawValue.uppercased()
    }

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
        } else if ImportFormat.isText(opening) {
            self = .csv
        } else {
            return nil
        }
    }

    /// Whether bytes, the first of a file, may be those of text: no control characters, no byte that begins none.
    static func isText(_ opening: [UInt8]) -> Bool {
        guard let first = opening.first else { return false }
        return opening.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
            && (first < 0x80 || (0xC2...0xF4).contains(first))
    }
}
