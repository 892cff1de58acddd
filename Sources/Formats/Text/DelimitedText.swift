import Tensors

/// Writes rows of numbers as comma- or tab-separated text.
///
/// A number of a floating type has the fewest digits that give it back when they are read as that type, whatever the
/// locale; others are `nan`, `inf` and `-inf`. Integers are exact; b1 is 0 or 1.
public struct DelimitedText {
    private let separator: UInt8

    public init(separator: UInt8) { self.separator = separator }

    /// Adds one line of words, in quotes where they need them.
    public func append(words: [String], to text: inout [UInt8]) {
        for (index, word) in words.enumerated() {
            if index > 0 { text.append(separator) }
            let needsQuotes = word.utf8.contains { [separator, 0x0A, 0x0D, UInt8(ascii: "\"")].contains($0) }
            text += needsQuotes ? "\"\(word.replacing("\"", with: "\"\""))\"".utf8 : word.utf8
        }
        text.append(0x0A)
    }

    /// Adds one line for each row.
    /// - Parameter rows: numbers in native byte order, `columns` of them in each row.
    public func append(
        rows: UnsafeRawBufferPointer, of type: ElementType, columns: Int, to text: inout [UInt8]
    ) {
        switch type {
        case .f2:
            append(rows, columns, &text) { (bits: UInt16, text) in text += spelled(Float16(bitPattern: bits))
            }
        case .f4: append(rows, columns, &text) { (number: Float, text) in text += spelled(number) }
        case .f8: append(rows, columns, &text) { (number: Double, text) in text += spelled(number) }
        case .u1: append(rows, columns, &text) { (number: UInt8, text) in text += "\(number)".utf8 }
        case .u2: append(rows, columns, &text) { (number: UInt16, text) in text += "\(number)".utf8 }
        case .u4: append(rows, columns, &text) { (number: UInt32, text) in text += "\(number)".utf8 }
        case .u8: append(rows, columns, &text) { (number: UInt64, text) in text += "\(number)".utf8 }
        case .i1: append(rows, columns, &text) { (number: Int8, text) in text += "\(number)".utf8 }
        case .i2: append(rows, columns, &text) { (number: Int16, text) in text += "\(number)".utf8 }
        case .i4: append(rows, columns, &text) { (number: Int32, text) in text += "\(number)".utf8 }
        case .i8: append(rows, columns, &text) { (number: Int64, text) in text += "\(number)".utf8 }
        case .b1: append(rows, columns, &text) { (byte: UInt8, text) in text += (byte == 0 ? "0" : "1").utf8 }
        }
    }

    @inline(__always)
    private func append<Number: BitwiseCopyable>(
        _ rows: UnsafeRawBufferPointer, _ columns: Int, _ text: inout [UInt8],
        _ spell: (Number, inout [UInt8]) -> Void
    ) {
        let size = MemoryLayout<Number>.size
        for start in stride(from: 0, to: rows.count, by: columns * size) {
            for column in 0..<columns {
                if column > 0 { text.append(separator) }
                spell(rows.loadUnaligned(fromByteOffset: start + column * size, as: Number.self), &text)
            }
            text.append(0x0A)
        }
    }
}

/// The sign and payload of a NaN are not spelled.
@inline(__always)
private func spelled<Number: BinaryFloatingPoint & CustomStringConvertible>(_ number: Number)
    -> String.UTF8View
{
    (number.isNaN ? "nan" : number.description).utf8
}
