import ArgumentParser
import Formats
import Tensors

extension TextEncoding: ExpressibleByArgument {}

/// --unknown.
enum UnknownWords: String, CaseIterable, ExpressibleByArgument {
    case error, missing
}

/// The options of `import` for tables.
struct TableImportOptions: ParsableArguments {
    enum Header: String, CaseIterable, ExpressibleByArgument {
        case yes, no, auto
    }

    @Option(
        help: ArgumentHelp(
            "Whether the first row has the names of columns. (default: auto)", valueName: "choice"))
    var header: Header?

    @Option(
        name: [.customLong("delimiter"), .customLong("separator")],
        help: ArgumentHelp(
            "What stands between cells: comma, semicolon, tab, space or a character. (default: as it looks)",
            valueName: "mark"),
        transform: CellSeparator.parse)
    var separator: CellSeparator?

    @Option(
        help: ArgumentHelp("What stands before fractions. (default: as it looks)", valueName: "mark"))
    var decimal: DecimalMark?

    @Option(
        help: ArgumentHelp("What begins a remark, such as '#'.", valueName: "mark"),
        transform: CommentMark.parse)
    var comment: CommentMark?

    @Option(help: ArgumentHelp("Lines to leave out in front of the table.", valueName: "N"))
    var skip: Int?

    @Option(help: ArgumentHelp("The encoding of the text. (default: as it looks)", valueName: "encoding"))
    var encoding: TextEncoding?

    @Option(
        help: ArgumentHelp("Names, numbers or ranges: a,3,f-h. (default: all)", valueName: "columns"))
    var columns: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "nan or a number for missing cells, or drop. (default: by the type)",
            valueName: "value"),
        transform: MissingCells.parse)
    var missing: MissingCells?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("More words for missing cells: -999,unknown.", valueName: "words"))
    var na: String?

    @Option(
        help: ArgumentHelp(
            "Read the table by this file, or write it if new.",
            valueName: "file"),
        completion: .file())
    var schema: String?

    @Option(
        help: ArgumentHelp(
            "What words become that are not in --schema: an error or missing. (default: error)",
            valueName: "choice"))
    var unknown: UnknownWords?

    @Option(help: ArgumentHelp("The element type of a table. (default: f4)", valueName: "type"))
    var `as`: ElementType?

    @Option(
        help: ArgumentHelp("Make mean 0 and deviation 1; write them here.", valueName: "file"),
        completion: .file())
    var standardize: String?

    func validate() throws {
        try check("--skip", skip, in: 0...1 << 40)
        try check("--unknown", isGiven: unknown != nil, goesWith: "--schema", schema != nil)
        if schema != nil {
            guard elementType == .f8 else { throw ValidationError("--schema goes with --as f8") }
            if standardize != nil { throw ValidationError("--schema and --standardize exclude each other") }
            if case .number = missing { throw ValidationError("--schema goes with --missing nan and drop") }
        }
        if standardize != nil {
            guard [.f4, .f8].contains(elementType) else {
                throw ValidationError("--standardize goes with --as f4 and f8")
            }
            if case .nan = missing {
                throw ValidationError("--missing nan and --standardize exclude each other")
            }
        }
        if let comment, let separator, separator.byte == comment.byte {
            throw ValidationError("--comment and --separator: found the same mark, expected two")
        }
        if let missing, missing.replacement(of: elementType) == nil {
            throw ValidationError("--missing: found \(missing), expected a number of \(elementType.rawValue)")
        }
    }

    var elementType: ElementType { self.as ?? (schema == nil ? .f4 : .f8) }

    /// What becomes of missing cells; nil: they are refused.
    var missingCells: MissingCells? {
        missing ?? (elementType.isFloatingPoint && standardize == nil ? .nan : nil)
    }

    /// All words for missing cells; nil: the usual ones.
    var missingList: [String]? {
        na.map {
            MissingWords.usualWords
                + $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    var isGiven: Bool {
        header != nil || separator != nil || decimal != nil || comment != nil || skip != nil
            || encoding != nil
            || columns != nil || missing != nil || na != nil || schema != nil || unknown != nil
            || self.as != nil || standardize != nil
    }
}
