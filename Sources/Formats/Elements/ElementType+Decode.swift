import Tensors

extension ElementType {
    /// Converts native numbers of this type to `Float`.
    ///
    /// `f2`, `f4`, and integers of up to 16 bits are exact; `f8` and wider integers are rounded to
    /// nearest, ties to even, `f8` beyond the range of `Float` to an infinity. NaN stays NaN. `b1` is 1
    /// where its byte is not zero.
    /// - Precondition: `source` holds exactly one number, aligned or not, for each of `floats`.
    public func decode(_ source: UnsafeRawBufferPointer, into floats: UnsafeMutableBufferPointer<Float>) {
        precondition(
            source.count == floats.count * size,
            "\(source.count) bytes cannot hold \(floats.count) numbers of \(rawValue)")
        switch self {
        case .f2: convert(source, floats) { (bits: UInt16) in widened(bits) }
        case .f4: UnsafeMutableRawBufferPointer(floats).copyMemory(from: source)
        case .f8: convert(source, floats) { (number: Double) in Float(number) }
        case .u1: convert(source, floats) { (number: UInt8) in Float(number) }
        case .u2: convert(source, floats) { (number: UInt16) in Float(number) }
        case .u4: convert(source, floats) { (number: UInt32) in Float(number) }
        case .u8: convert(source, floats) { (number: UInt64) in Float(number) }
        case .i1: convert(source, floats) { (number: Int8) in Float(number) }
        case .i2: convert(source, floats) { (number: Int16) in Float(number) }
        case .i4: convert(source, floats) { (number: Int32) in Float(number) }
        case .i8: convert(source, floats) { (number: Int64) in Float(number) }
        case .b1: convert(source, floats) { (byte: UInt8) in byte == 0 ? 0 : 1 }
        }
    }
}

extension ElementType {
    /// Converts native numbers of this type to `Double`, which is exact for all but integers of 64 bits: these are
    /// rounded to nearest, ties to even.
    /// - Precondition: as for `Float`.
    public func decode(_ source: UnsafeRawBufferPointer, into doubles: UnsafeMutableBufferPointer<Double>) {
        precondition(
            source.count == doubles.count * size,
            "\(source.count) bytes cannot hold \(doubles.count) numbers of \(rawValue)")
        switch self {
        case .f2: convert(source, doubles) { (bits: UInt16) in Double(widened(bits)) }
        case .f4: convert(source, doubles) { (number: Float) in Double(number) }
        case .f8: UnsafeMutableRawBufferPointer(doubles).copyMemory(from: source)
        case .u1: convert(source, doubles) { (number: UInt8) in Double(number) }
        case .u2: convert(source, doubles) { (number: UInt16) in Double(number) }
        case .u4: convert(source, doubles) { (number: UInt32) in Double(number) }
        case .u8: convert(source, doubles) { (number: UInt64) in Double(number) }
        case .i1: convert(source, doubles) { (number: Int8) in Double(number) }
        case .i2: convert(source, doubles) { (number: Int16) in Double(number) }
        case .i4: convert(source, doubles) { (number: Int32) in Double(number) }
        case .i8: convert(source, doubles) { (number: Int64) in Double(number) }
        case .b1: convert(source, doubles) { (byte: UInt8) in byte == 0 ? 0 : 1 }
        }
    }
}

/// Stores `result` of every number in `source`, which the caller has checked to hold `results.count`.
@inline(__always)
func convert<Number: BitwiseCopyable, Result>(
    _ source: UnsafeRawBufferPointer, _ results: UnsafeMutableBufferPointer<Result>,
    _ result: (Number) -> Result
) {
    guard let numbers = source.baseAddress, let results = results.baseAddress else { return }
    for index in 0..<source.count / MemoryLayout<Number>.size {
        let offset = index &* MemoryLayout<Number>.size
        results[index] = result(numbers.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
}

/// The number that the bits of a `Float16` stand for, by selections that are done for many at once: processors
/// without an instruction for it would call a function for each.
@inline(__always)
private func widened(_ bits: UInt16) -> Float {
    let magnitude = UInt32(bits & 0x7FFF)
    let subnormal = (Float(magnitude) * 0x1p-24).bitPattern
    let normal = magnitude << 13 + (127 - 15) << 23
    let special = magnitude << 13 | 0x7F80_0000
    let value = magnitude < 0x0400 ? subnormal : magnitude < 0x7C00 ? normal : special
    return Float(bitPattern: value | UInt32(bits & 0x8000) << 16)
}
