import Tensors

extension ElementType {
    /// The types that ``encode(_:at:)`` can write.
    public static let textual: [ElementType] = [.f4, .f8, .u1, .u2, .u4, .u8, .i1, .i2, .i4, .i8]

    /// Stores a number in native byte order, rounded to nearest.
    ///
    /// - Parameter place: has room for one element.
    /// - Returns: false, and nothing is stored, where it is beyond the range of this type or, for integers, not whole.
    /// - Precondition: this is one of ``textual``.
    public func encode(_ number: DecimalNumber, at place: UnsafeMutableRawPointer) -> Bool {
        switch self {
        case .f4: return put(number.float, at: place)
        case .f8: return put(number.double, at: place)
        case .u1: return put(number.whole(UInt8.self), at: place)
        case .u2: return put(number.whole(UInt16.self), at: place)
        case .u4: return put(number.whole(UInt32.self), at: place)
        case .u8: return put(number.whole(UInt64.self), at: place)
        case .i1: return put(number.whole(Int8.self), at: place)
        case .i2: return put(number.whole(Int16.self), at: place)
        case .i4: return put(number.whole(Int32.self), at: place)
        case .i8: return put(number.whole(Int64.self), at: place)
        case .f2, .b1: preconditionFailure("cannot store numbers of \(rawValue)")
        }
    }

    private func put<Number: BitwiseCopyable & BinaryFloatingPoint>(
        _ number: Number, at place: UnsafeMutableRawPointer
    ) -> Bool {
        guard number.isFinite else { return false }
        place.storeBytes(of: number, as: Number.self)
        return true
    }

    private func put<Number: BitwiseCopyable & FixedWidthInteger>(
        _ number: Number?, at place: UnsafeMutableRawPointer
    ) -> Bool {
        guard let number else { return false }
        place.storeBytes(of: number, as: Number.self)
        return true
    }
}
