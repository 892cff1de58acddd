/// The type of one stored number, named as NPY and `--type` name it: a letter and its size in bytes.
public enum ElementType: String, CaseIterable, Codable, Sendable {
    case f2, f4, f8
    case u1, u2, u4, u8
    case i1, i2, i4, i8
    case b1

    /// Bytes that one element takes.
    public var size: Int {
        switch self {
        case .u1, .i1, .b1: 1
        case .f2, .u2, .i2: 2
        case .f4, .u4, .i4: 4
        case .f8, .u8, .i8: 8
        }
    }

    public var isFloatingPoint: Bool { rawValue.hasPrefix("f") }

    /// Whether a number may have more digits than a `Float` holds.
    public var exceedsFloat: Bool {
        switch self {
        case .f8, .u4, .i4, .u8, .i8: true
        default: false
        }
    }

    /// Whether this is a signed or unsigned integer type; Booleans are neither.
    public var isInteger: Bool { rawValue.hasPrefix("u") || rawValue.hasPrefix("i") }
}
