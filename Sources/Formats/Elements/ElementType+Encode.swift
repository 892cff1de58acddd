import Tensors

extension ElementType {
    /// The types that ``encode(_:into:)`` can write.
    public static let encodable: [ElementType] = [.f4, .f2, .u1]

    /// Converts `Float` to native numbers of this type.
    ///
    /// `f4` is exact. `f2` is rounded to nearest, ties to even, to an infinity beyond its range. `u1` is
    /// rounded to nearest, ties to even, and kept within 0…255; NaN becomes 0.
    /// - Precondition: this is one of ``encodable``, and `target` has exactly the room needed.
    public func encode(_ floats: UnsafeBufferPointer<Float>, into target: UnsafeMutableRawBufferPointer) {
        precondition(
            target.count == floats.count * size,
            "\(floats.count) numbers of \(rawValue) do not fill \(target.count) bytes")
        switch self {
        case .f4: target.copyMemory(from: UnsafeRawBufferPointer(floats))
        case .f2: store(floats, target) { Float16($0) }
        case .u1:
            store(floats, target) { UInt8($0 > 0 ? ($0 < 255 ? $0 : 255).rounded(.toNearestOrEven) : 0) }
        default: preconditionFailure("cannot write numbers of \(rawValue)")
        }
    }
}

/// Stores `number` of every one of `floats` in `target`, which the caller has checked to have the room.
@inline(__always)
private func store<Number: BitwiseCopyable>(
    _ floats: UnsafeBufferPointer<Float>, _ target: UnsafeMutableRawBufferPointer,
    _ number: (Float) -> Number
) {
    guard let numbers = target.baseAddress else { return }
    for (index, float) in floats.enumerated() {
        let offset = index &* MemoryLayout<Number>.size
        numbers.storeBytes(of: number(float), toByteOffset: offset, as: Number.self)
    }
}
