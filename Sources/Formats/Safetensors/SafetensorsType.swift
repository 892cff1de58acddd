import Tensors

/// The element types that are read, as a safetensors header names them.
enum SafetensorsType: String, CaseIterable {
    case f16 = "F16"
    case bf16 = "BF16"
    case f32 = "F32"
    case f64 = "F64"

    /// Bytes that one element takes.
    var size: Int {
        switch self {
        case .f16, .bf16: 2
        case .f32: 4
        case .f64: 8
        }
    }

    /// - Precondition: `bytes` holds a whole number of elements.
    func decode(_ bytes: [UInt8]) -> [Float] {
        [Float](unsafeUninitializedCapacity: bytes.count / size) { floats, initialized in
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
        }
    }
}
