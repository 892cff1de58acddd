import Tensors

/// What happens to a number that another type cannot hold.
public enum CastOverflow: Sendable {
    case fails
    /// The nearest that the type holds; not a number stays a failure for integers.
    case clips
    /// Integers modulo 2ⁿ, floating-point numbers to infinities, as NumPy does; floats beyond 64 bits fail for integers.
    case wraps
}

extension ElementType {
    /// Converts native numbers of this type to native numbers of another, as NumPy's `astype` does: integers exactly,
    /// floating-point numbers to integers by `rule`, everything else to nearest, ties to even; Booleans are 0
    /// and 1, and true where a number is not zero.
    ///
    /// - Returns: the first number that the other type cannot hold; what stands from it on is undefined.
    /// - Precondition: `rule` is towards zero or to nearest, ties to even; `target` has room for as many numbers as `source` holds.
    public func cast(
        _ source: UnsafeRawBufferPointer, to type: ElementType, overflow: CastOverflow,
        rule: FloatingPointRoundingRule = .towardZero, into target: UnsafeMutableRawBufferPointer
    ) -> Int? {
        precondition(source.count / size * type.size == target.count)
        switch self {
        case .f2, .f4, .f8:
            return rule == .towardZero || type.isFloatingPoint || type == .b1
                ? cast(source, type, overflow, target, Wide.Float64.self)
                : cast(source, type, overflow, target, Wide.Rounded.self)
        case .u8: return cast(source, type, overflow, target, Wide.Unsigned.self)
        default: return cast(source, type, overflow, target, Wide.Signed.self)
        }
    }

    /// By chunks, which become wide numbers first.
    private func cast<W: WideNumber>(
        _ source: UnsafeRawBufferPointer, _ type: ElementType, _ overflow: CastOverflow,
        _ target: UnsafeMutableRawBufferPointer, _: W.Type
    ) -> Int? {
        let (count, chunk) = (source.count / size, 4096)
        return withUnsafeTemporaryAllocation(of: W.self, capacity: chunk) { wide in
            for start in stride(from: 0, to: count, by: chunk) {
                let end = min(start + chunk, count)
                let numbers = UnsafeMutableBufferPointer(rebasing: wide[..<(end - start)])
                W.load(
                    UnsafeRawBufferPointer(rebasing: source[start * size..<end * size]), self, into: numbers)
                let part = UnsafeMutableRawBufferPointer(
                    rebasing: target[start * type.size..<end * type.size])
                if let index = type.store(UnsafeBufferPointer(numbers), overflow, part) {
                    return start + index
                }
            }
            return nil
        }
    }

    private func store<W: WideNumber>(
        _ numbers: UnsafeBufferPointer<W>, _ overflow: CastOverflow, _ target: UnsafeMutableRawBufferPointer
    ) -> Int? {
        switch self {
        case .f2: storeAll(numbers, target) { $0.float16(overflow) }
        case .f4: storeAll(numbers, target) { $0.float32(overflow) }
        case .f8: storeAll(numbers, target) { $0.float64 }
        case .u1: storeAll(numbers, target) { $0.integer(UInt8.self, overflow) }
        case .u2: storeAll(numbers, target) { $0.integer(UInt16.self, overflow) }
        case .u4: storeAll(numbers, target) { $0.integer(UInt32.self, overflow) }
        case .u8: storeAll(numbers, target) { $0.integer(UInt64.self, overflow) }
        case .i1: storeAll(numbers, target) { $0.integer(Int8.self, overflow) }
        case .i2: storeAll(numbers, target) { $0.integer(Int16.self, overflow) }
        case .i4: storeAll(numbers, target) { $0.integer(Int32.self, overflow) }
        case .i8: storeAll(numbers, target) { $0.integer(Int64.self, overflow) }
        case .b1: storeAll(numbers, target) { UInt8($0.isZero ? 0 : 1) }
        }
    }
}

@inline(__always)
private func storeAll<W: WideNumber, Number: BitwiseCopyable>(
    _ numbers: UnsafeBufferPointer<W>, _ target: UnsafeMutableRawBufferPointer, _ cast: (W) -> Number?
) -> Int? {
    for (index, number) in numbers.enumerated() {
        guard let result = cast(number) else { return index }
        target.storeBytes(of: result, toByteOffset: index &* MemoryLayout<Number>.size, as: Number.self)
    }
    return nil
}
