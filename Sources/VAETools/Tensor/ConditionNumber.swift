/// A number that elements of any type are compared with.
struct ConditionNumber {
    let text: Substring
    let double: Double
    private let integer: Integer

    /// How integers see it.
    private enum Integer {
        case signed(Int64)
        case unsigned(UInt64)
        /// It lies between this and the next.
        case behind(Int64)
        case aboveAll
        case belowAll
    }

    init?(_ text: Substring) {
        guard let double = Double(text), !double.isNaN else { return nil }
        (self.text, self.double) = (text, double)
        let floor = double.rounded(.down)
        if let value = Int64(text) {
            integer = .signed(value)
        } else if let value = UInt64(text) {
            integer = .unsigned(value)
        } else if let value = ConditionNumber.floor(text) {
            integer = .behind(value)
        } else if let value = Int64(exactly: floor) {
            integer = floor == double ? .signed(value) : .behind(value)
        } else if let value = UInt64(exactly: floor) {
            integer = .unsigned(value)
        } else {
            integer = double > 0 ? .aboveAll : .belowAll
        }
    }

    /// The whole number below a plain fraction, which a `Double` may not tell from its neighbours.
    private static func floor(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let whole = Int64(parts[0]), parts[1].contains(where: { $0 != "0" }),
            parts[1].allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        return text.hasPrefix("-") ? whole.subtractingReportingOverflow(1).partialValue : whole
    }

    /// How an integer stands to this number: −1 below it, 0 equal, 1 above.
    func order(of number: some BinaryInteger) -> Int {
        switch integer {
        case .signed(let value): number < value ? -1 : number == value ? 0 : 1
        case .unsigned(let value): number < value ? -1 : number == value ? 0 : 1
        case .behind(let value): number <= value ? -1 : 1
        case .aboveAll: -1
        case .belowAll: 1
        }
    }
}

/// A type of floating-point numbers that reads text with one rounding.
protocol ConditionFloat: BinaryFloatingPoint, BitwiseCopyable {
    init?(_ text: Substring)
    init(_ number: Double)
}

extension Float16: ConditionFloat {}
extension Float: ConditionFloat {}
extension Double: ConditionFloat {}

extension UnsafeRawBufferPointer {
    /// The numbers in it, aligned or not.
    func copied<Number: BitwiseCopyable>(as _: Number.Type) -> [Number] {
        (0..<count / MemoryLayout<Number>.size).map {
            loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.size, as: Number.self)
        }
    }
}
