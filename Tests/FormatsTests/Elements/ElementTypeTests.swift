import Foundation
import Tensors
import Testing

@testable import Formats

@Suite struct ElementTypeTests {
    @Test func `every f2 value decodes to what its bits mean, and casts back to them`() {
        for bits in UInt16.min...UInt16.max {
            let exponent = Int(bits >> 10 & 0x1f)
            let fraction = Double(bits & 0x3ff)
            let size =
                switch exponent {
                case 0: scalbn(fraction, -24)
                case 31: fraction == 0 ? Double.infinity : .nan
                default: scalbn(1024 + fraction, exponent - 25)
                }
            let expected = Float(bits < 0x8000 ? size : -size)
            let decoded = decode([UInt8(bits & 0xff), UInt8(bits >> 8)], .f2)[0]
            if expected.isNaN {
                #expect(decoded.isNaN)
            } else {
                #expect(decoded.bitPattern == expected.bitPattern)
                #expect(encode([decoded], .f2) == [UInt8(bits & 0xff), UInt8(bits >> 8)])
            }
        }
    }

    @Test(
        arguments: [
            (1 + 0x1p-11, 0x3c00), (1 + 0x1p-11 + 0x1p-20, 0x3c01), (1 + 3 * 0x1p-11, 0x3c02),
            (0x1p-25, 0), (0x1.8p-25, 1), (-0x1.8p-24, 0x8002), (65519, 0x7bff), (65520, 0x7c00),
            (-1e9, 0xfc00),
        ] as [(Float, UInt16)])
    func `f2 is rounded to nearest, ties to even`(value: Float, bits: UInt16) {
        #expect(encode([value], .f2) == [UInt8(bits & 0xff), UInt8(bits >> 8)])
    }

    @Test(
        arguments: [
            (.u8, [.max], 0x1p64), (.u8, [1 << 24 + 1], 0x1p24), (.u8, [1 << 24 + 3], 0x1p24 + 4),
            (.i8, [UInt64(bitPattern: .min)], -0x1p63), (.f8, [(1e300).bitPattern], .infinity),
            (.f8, [(0.1).bitPattern], 0.1), (.f8, [(-0x1p-149).bitPattern], -0x1p-149),
        ] as [(ElementType, [UInt64], Float)])
    func `wide numbers are rounded to nearest`(type: ElementType, bits: [UInt64], expected: Float) {
        #expect(decode(bits.withUnsafeBytes(Array.init), type) == [expected])
    }

    @Test func `narrow numbers are exact at both ends of their range`() {
        #expect(decode([0, 127, 128, 255], .u1) == [0, 127, 128, 255])
        #expect(decode([0, 127, 128, 255], .i1) == [0, 127, -128, -1])
        #expect(decode([255, 255, 0, 128], .u2) == [65535, 32768])
        #expect(decode([255, 255, 0, 128], .i2) == [-1, -32768])
        #expect(decode([255, 255, 255, 255], .u4) == [0x1p32])
        #expect(decode([255, 255, 255, 255], .i4) == [-1])
        #expect(decode([0, 1, 2, 255], .b1) == [0, 1, 1, 1])
    }

    @Test func `f4 keeps every bit`() {
        let values: [Float] = [
            0, -0.0, 1.1, .leastNonzeroMagnitude, .infinity, -.greatestFiniteMagnitude, .nan,
        ]
        #expect(decode(encode(values, .f4), .f4).map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test(arguments: ElementType.allCases) func `no numbers are no bytes`(type: ElementType) {
        #expect(decode([], type) == [])
    }
}

private func decode(_ bytes: [UInt8], _ type: ElementType) -> [Float] {
    let count = bytes.count / type.size
    return [Float](unsafeUninitializedCapacity: count) { floats, initialized in
        initialized = count
        let target = UnsafeMutableBufferPointer(rebasing: floats[..<count])
        bytes.withUnsafeBytes { type.decode($0, into: target) }
    }
}

private func encode(_ values: [Float], _ type: ElementType) -> [UInt8] {
    var bytes = [UInt8](repeating: 0xaa, count: values.count * type.size)
    let failed = values.withUnsafeBytes { values in
        bytes.withUnsafeMutableBytes { ElementType.f4.cast(values, to: type, overflow: .wraps, into: $0) }
    }
    #expect(failed == nil)
    return bytes
}
