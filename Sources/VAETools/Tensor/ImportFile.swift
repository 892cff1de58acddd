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
    /// Nil: a picture that a program must decode.
    let format: ImportFormat?
    /// How messages name a picture of other formats.
    let foreign: ForeignFormat?
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
            try bytes.beginRecord() ? Array(bytes.peek(ForeignFormat.openingLength)) : []
        }
        (self.file, self.path, isEmpty) = (file, path, opening.isEmpty)
        if decodes, format == nil, !opening.isEmpty {
            let known = ImportFormat(opening: opening, path: "")
            self.format = known?.isPicture == true ? known : nil
            foreign = nil
            return
        }
        foreign = format?.isPicture == true ? nil : ForeignFormat(notImported: opening)
        if let foreign, !foreign.isPicture || format != nil {
            throw .badData(
                name,
                "found \(foreign.importName), expected \(format.map(\.expected) ?? expectation); "
                    + foreign.importAdvice)
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
    /// As messages name it.
    fileprivate var expected: String {
        self == .csv || self == .tsv ? "text of UTF-8" : rawValue.uppercased()
    }

    /// What a file looks like; nil: nothing that is known.
    /// - Parameter opening: its first bytes, none if it is empty.
    init?(opening: [UInt8], path: String) {
        let path = path.lowercased()
        let name = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
        let kind = ForeignFormat(opening: opening)?.kind
        if kind == .png {
            self = .png
        } else if name.hasSuffix(".tsv") || name.hasSuffix(".tab") {
            self = .tsv
        } else if name.hasSuffix(".csv") || opening.isEmpty {
            self = .csv
        } else if kind == .pnm {
            self = .pnm
        } else if kind == .text || ForeignFormat(opening: opening)?.isWideText == true {
            self = .csv
        } else {
            return nil
        }
    }
}
