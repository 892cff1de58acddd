import Tensors

extension ElementType {
    /// Stores a number in native byte order, rounded to nearest; f2 is rounded from f8.
    ///
    /// - Parameter target: has room for one element.
    /// - Returns: false, and nothing is stored, where it is beyond the range of this type or, where that has
    ///   no fractions, not whole.
    public func encode(_ number: DecimalNumber, at target: UnsafeMutableRawPointer) -> Bool {
        switch self {
        case .f2: return put(Float16(number.double), at: target)
        case .f4: return put(number.float, at: target)
        case .f8: return put(number.double, at: target)
        case .u1: return put(number.whole(UInt8.self), at: target)
        case .u2: return put(number.whole(UInt16.self), at: target)
        case .u4: return put(number.whole(UInt32.self), at: target)
        case .u8: return put(number.whole(UInt64.self), at: target)
        case .i1: return put(number.whole(Int8.self), at: target)
        case .i2: return put(number.whole(Int16.self), at: target)
        case .i4: return put(number.whole(Int32.self), at: target)
        case .i8: return put(number.whole(Int64.self), at: target)
        case .b1: return put(number.whole(UInt8.self).flatMap { $0 <= 1 ? $0 : nil }, at: target)
        }
    }

    private func put<Number: BitwiseCopyable & BinaryFloatingPoint>(
        _ number: Number, at target: UnsafeMutableRawPointer
    ) -> Bool {
        guard number.isFinite else { return false }
        target.storeBytes(of: number, as: Number.self)
        return true
    }

    private func put<Number: BitwiseCopyable & FixedWidthInteger>(
        _ number: Number?, at target: UnsafeMutableRawPointer
    ) -> Bool {
        guard let number else { return false }
        target.storeBytes(of: number, as: Number.self)
        return true
    }
}
