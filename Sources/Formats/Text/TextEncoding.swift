/// How text is written in bytes.
public enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// ISO 8859-1, and Windows-1252, which has printable characters where that has control characters.
    case latin1 = "latin-1"

    /// As messages name it.
    public var title: String { self == .latin1 ? "Latin-1" : rawValue.uppercased() }

    /// What text looks like: UTF-16 by its byte order mark, or by zeros beside ASCII; Latin-1 where it is not UTF-8.
    /// - Parameter isAll: whether nothing follows.
    init(opening: ArraySlice<UInt8>, isAll: Bool) {
        if opening.starts(with: [0xFF, 0xFE]) {
            self = .utf16LittleEndian
        } else if opening.starts(with: [0xFE, 0xFF]) {
            self = .utf16BigEndian
        } else if let wide = TextEncoding(zerosIn: opening.prefix(256)) {
            self = wide
        } else {
            self = isUTF8(opening, isAll: isAll) ? .utf8 : .latin1
        }
    }

    private init?(zerosIn opening: ArraySlice<UInt8>) {
        switch ForeignFormat.wideEncoding(Array(opening)) {
        case "UTF-16LE": self = .utf16LittleEndian
        case "UTF-16BE": self = .utf16BigEndian
        default: return nil
        }
    }

    /// The mark that text may begin with.
    var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .latin1: []
        }
    }
}

/// Whether bytes are UTF-8, the last character of which may be cut unless they are all.
func isUTF8(_ bytes: ArraySlice<UInt8>, isAll: Bool) -> Bool {
    if bytes.allSatisfy({ $0 < 0x80 }) { return true }
    return (isAll ? 0...0 : 0...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
}

/// The characters of Windows-1252 for the bytes 80 to 9f; those without one stand for themselves.
let windows1252: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8D,
    0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A,
    0x0153, 0x9D, 0x017E, 0x0178,
]
