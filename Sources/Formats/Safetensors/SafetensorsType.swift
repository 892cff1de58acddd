import Tensors

/// The element types that a safetensors header may name; those without floating-point numbers of 16 bits or more are
/// known by their size alone.
enum SafetensorsType: String, CaseIterable {
    case f16 = "F16"
    case bf16 = "BF16"
    case f32 = "F32"
    case f64 = "F64"
    case bool = "BOOL"
    case u8 = "U8"
    case i8 = "I8"
    case u16 = "U16"
    case i16 = "I16"
    case u32 = "U32"
    case i32 = "I32"
    case u64 = "U64"
    case i64 = "I64"
    case c64 = "C64"
    case f8e5m2 = "F8_E5M2"
    case f8e4m3 = "F8_E4M3"
    case f8e8m0 = "F8_E8M0"
    case f8e4m3fnuz = "F8_E4M3FNUZ"
    case f8e5m2fnuz = "F8_E5M2FNUZ"
    case f6e2m3 = "F6_E2M3"
    case f6e3m2 = "F6_E3M2"
    case f4 = "F4"

    /// Those whose elements are read.
    static let readable: [SafetensorsType] = [.f16, .bf16, .f32, .f64]

    /// Bits that one element takes.
    var bits: Int {
        switch self {
        case .f4: 4
        case .f6e2m3, .f6e3m2: 6
        case .bool, .u8, .i8, .f8e5m2, .f8e4m3, .f8e8m0, .f8e4m3fnuz, .f8e5m2fnuz: 8
        case .f16, .bf16, .u16, .i16: 16
        case .f32, .u32, .i32: 32
        case .f64, .u64, .i64, .c64: 64
        }
    }

    /// - Precondition: this type is readable, and `bytes` holds a whole number of elements.
    func decode(_ bytes: [UInt8]) -> [Float] {
        let size = bits / 8
        return [Float](unsafeUninitializedCapacity: bytes.count / size) { floats, initialized in
            let target = UnsafeMutableBufferPointer(rebasing: floats[..<(bytes.count / size)])
            bytes.withUnsafeBytes { decode($0, into: target) }
            initialized = target.count
        }
    }

    private func decode(_ source: UnsafeRawBufferPointer, into floats: UnsafeMutableBufferPointer<Float>) {
        switch self {
        case .f16: ElementType.f2.decode(source, into: floats)
        case .f32: ElementType.f4.decode(source, into: floats)
        case .f64: ElementType.f8.decode(source, into: floats)
        case .bf16: convert(source, floats) { (upper: UInt16) in Float(bitPattern: UInt32(upper) << 16) }
        default: preconditionFailure("elements of \(rawValue) are not read")
        }
    }
}
