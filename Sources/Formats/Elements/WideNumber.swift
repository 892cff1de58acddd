import Tensors

/// A number that holds any of some element types exactly, on its way from one of them to another.
protocol WideNumber: BitwiseCopyable {
    static func load(
        _ source: UnsafeRawBufferPointer, _ type: ElementType, into numbers: UnsafeMutableBufferPointer<Self>)

    var isZero: Bool { get }
    var float64: Double { get }

    /// Nil where the type cannot hold it.
    func float32(_ overflow: CastOverflow) -> Float?
    func float16(_ overflow: CastOverflow) -> Float16?
    func integer<I: FixedWidthInteger>(_: I.Type, _ overflow: CastOverflow) -> I?
}

enum Wide {
    /// Of floating-point types.
    struct Float64: WideNumber {
        let value: Double

        static func load(
            _ source: UnsafeRawBufferPointer, _ type: ElementType,
            into numbers: UnsafeMutableBufferPointer<Float64>
        ) {
            numbers.withMemoryRebound(to: Double.self) { type.decode(source, into: $0) }
        }

        var isZero: Bool { value == 0 }
        var float64: Double { value }

        func float32(_ overflow: CastOverflow) -> Float? { narrow(overflow) }
        func float16(_ overflow: CastOverflow) -> Float16? { narrow(overflow) }

        private func narrow<F: BinaryFloatingPoint>(_ overflow: CastOverflow) -> F? {
            let result = F(value)
            if result.isFinite || !value.isFinite { return result }
            switch overflow {
            case .fails: return nil
            case .clips: return value < 0 ? -F.greatestFiniteMagnitude : F.greatestFiniteMagnitude
            case .wraps: return result
            }
        }

        func integer<I: FixedWidthInteger>(_: I.Type, _ overflow: CastOverflow) -> I? {
            let whole = value.rounded(.towardZero)
            if let result = I(exactly: whole) { return result }
            switch overflow {
            case .fails: return nil
            case .clips: return value.isNaN ? nil : value < 0 ? I.min : I.max
            case .wraps:
                return Int64(exactly: whole).map { I(truncatingIfNeeded: $0) }
                    ?? UInt64(exactly: whole).map { I(truncatingIfNeeded: $0) }
            }
        }
    }

    /// Of floating-point types that become integers: rounded to nearest, ties to even.
    struct Rounded: WideNumber {
        let value: Float64

        static func load(
            _ source: UnsafeRawBufferPointer, _ type: ElementType,
            into numbers: UnsafeMutableBufferPointer<Rounded>
        ) {
            numbers.withMemoryRebound(to: Double.self) { doubles in
                type.decode(source, into: doubles)
                for index in doubles.indices { doubles[index].round(.toNearestOrEven) }
            }
        }

        var isZero: Bool { value.isZero }
        var float64: Double { value.float64 }
        func float32(_ overflow: CastOverflow) -> Float? { value.float32(overflow) }
        func float16(_ overflow: CastOverflow) -> Float16? { value.float16(overflow) }
        func integer<I: FixedWidthInteger>(_ type: I.Type, _ overflow: CastOverflow) -> I? {
            value.integer(type, overflow)
        }
    }

    /// Of Booleans and integers that fit.
    struct Signed: WideInteger {
        let value: Int64

        static func load(
            _ source: UnsafeRawBufferPointer, _ type: ElementType,
            into numbers: UnsafeMutableBufferPointer<Signed>
        ) {
            switch type {
            case .u1: convert(source, numbers) { (number: UInt8) in Signed(value: Int64(number)) }
            case .u2: convert(source, numbers) { (number: UInt16) in Signed(value: Int64(number)) }
            case .u4: convert(source, numbers) { (number: UInt32) in Signed(value: Int64(number)) }
            case .i1: convert(source, numbers) { (number: Int8) in Signed(value: Int64(number)) }
            case .i2: convert(source, numbers) { (number: Int16) in Signed(value: Int64(number)) }
            case .i4: convert(source, numbers) { (number: Int32) in Signed(value: Int64(number)) }
            case .i8: convert(source, numbers) { (number: Int64) in Signed(value: number) }
            case .b1: convert(source, numbers) { (byte: UInt8) in Signed(value: byte == 0 ? 0 : 1) }
            case .u8, .f2, .f4, .f8: preconditionFailure("\(type.rawValue) is no signed integer")
            }
        }
    }

    /// Of 64 bits.
    struct Unsigned: WideInteger {
        let value: UInt64

        static func load(
            _ source: UnsafeRawBufferPointer, _ type: ElementType,
            into numbers: UnsafeMutableBufferPointer<Unsigned>
        ) {
            precondition(type == .u8)
            convert(source, numbers) { (number: UInt64) in Unsigned(value: number) }
        }
    }
}

/// A number of integer types.
protocol WideInteger: WideNumber {
    associatedtype Value: FixedWidthInteger
    var value: Value { get }
}

extension WideInteger {
    var isZero: Bool { value == 0 }
    var float64: Double { Double(value) }
    func float32(_ overflow: CastOverflow) -> Float? { Float(value) }

    /// Through `Float`, as NumPy does.
    func float16(_ overflow: CastOverflow) -> Float16? {
        Wide.Float64(value: Double(Float(value))).float16(overflow)
    }

    func integer<I: FixedWidthInteger>(_: I.Type, _ overflow: CastOverflow) -> I? {
        switch overflow {
        case .fails: I(exactly: value)
        case .clips: I(clamping: value)
        case .wraps: I(truncatingIfNeeded: value)
        }
    }
}
