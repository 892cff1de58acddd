import ArgumentParser

/// --separator.
struct CellSeparator: TypedValue {
    static let form = "comma, semicolon, tab, space or one character of ASCII"

    /// Nil: spaces and tabs, any number of them.
    let byte: UInt8?

    init(byte: UInt8?) { self.byte = byte }

    init?(argument: String) {
        switch argument {
        case "comma": byte = UInt8(ascii: ",")
        case "semicolon": byte = UInt8(ascii: ";")
        case "tab", "\t", "\\t": byte = UInt8(ascii: "\t")
        case "space", " ": byte = nil
        default:
            guard let mark = asciiMark(argument) else { return nil }
            byte = mark
        }
    }
}

/// --comment.
struct CommentMark: TypedValue {
    static let form = "one character of ASCII such as '#'"

    let byte: UInt8

    init?(argument: String) {
        guard let byte = asciiMark(argument) else { return nil }
        self.byte = byte
    }
}

/// --decimal.
enum DecimalMark: String, CaseIterable, ExpressibleByArgument {
    case point, comma

    var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
}

/// A visible character that may be neither a part of a number nor a quote.
private func asciiMark(_ argument: String) -> UInt8? {
    guard argument.utf8.count == 1, let byte = argument.utf8.first, (0x21..<0x7F).contains(byte),
        byte != UInt8(ascii: "\""), !"0123456789.+-eE".utf8.contains(byte)
    else { return nil }
    return byte
}
