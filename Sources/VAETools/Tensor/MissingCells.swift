import Formats
import Tensors

/// What to do with cells that hold no number.
enum MissingCells: TypedValue, CustomStringConvertible {
    static let form = "a number, nan or drop"

    case drop
    case nan
    case number(String)

    init?(argument: String) {
        switch argument {
        case "drop": self = .drop
        case "nan": self = .nan
        default:
            guard argument.withBytes({ DecimalNumber($0)?.double.isFinite }) == true else { return nil }
            self = .number(argument)
        }
    }

    var description: String {
        switch self {
        case .drop: "drop"
        case .nan: "nan"
        case .number(let text): text
        }
    }

    /// The element that stands for such a cell, nothing where its row is dropped; nil: the type has no such element.
    func replacement(of type: ElementType) -> [UInt8]? {
        switch (self, type) {
        case (.drop, _): return []
        case (.nan, .f2): return withUnsafeBytes(of: Float16.nan, Array.init)
        case (.nan, .f4): return withUnsafeBytes(of: Float.nan, Array.init)
        case (.nan, .f8): return withUnsafeBytes(of: Double.nan, Array.init)
        case (.nan, _): return nil
        case (.number(let text), _):
            var bytes = [UInt8](repeating: 0, count: type.size)
            let fits = bytes.withUnsafeMutableBytes { target in
                text.withBytes { type.encode(DecimalNumber($0)!, at: target.baseAddress!) }
            }
            return fits ? bytes : nil
        }
    }
}

extension String {
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Array(utf8).withUnsafeBytes(body)
    }
}
