import Formats
import Tensors
import Testing

@Suite struct DelimitedTextTests {
    private func text<Number>(_ numbers: [Number], _ type: ElementType, columns: Int = 1) -> String {
        var bytes: [UInt8] = []
        numbers.withUnsafeBytes {
            DelimitedText(separator: UInt8(ascii: ",")).append(
                rows: $0, of: type, columns: columns, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `numbers have the fewest digits that give them back`() {
        #expect(
            text([0.1, -0.0, 1e10, 3.4028235e38, .leastNonzeroMagnitude] as [Float], .f4)
                == "0.1\n-0.0\n1e+10\n3.4028235e+38\n1e-45\n")
        #expect(text([0.1, 1 / 3] as [Double], .f8) == "0.1\n0.3333333333333333\n")
        #expect(text([0.1, 65504] as [Float16], .f2) == "0.1\n65504.0\n")
        #expect(text([.nan, -.nan, .infinity, -.infinity] as [Float], .f4) == "nan\nnan\ninf\n-inf\n")
    }

    @Test func `integers are exact`() {
        #expect(text([UInt64.max, 0], .u8) == "18446744073709551615\n0\n")
        #expect(text([Int64.min, -1], .i8) == "-9223372036854775808\n-1\n")
        #expect(text([UInt8.max], .u1) == "255\n" && text([Int8.min], .i1) == "-128\n")
        #expect(text([UInt16.max], .u2) == "65535\n" && text([Int16.min], .i2) == "-32768\n")
        #expect(text([UInt32.max], .u4) == "4294967295\n" && text([Int32.min], .i4) == "-2147483648\n")
        #expect(text([0, 1, 2] as [UInt8], .b1) == "0\n1\n1\n")
    }

    @Test func `rows are lines`() {
        #expect(text([1, 2, 3, 4, 5, 6] as [UInt8], .u1, columns: 3) == "1,2,3\n4,5,6\n")
    }

    @Test func `words are quoted where they must be`() {
        var bytes: [UInt8] = []
        DelimitedText(separator: UInt8(ascii: "\t"))
            .append(words: ["a b", "a,b", "a\tb", "say \"a\"", "a\nb", ""], to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == "a b\ta,b\t\"a\tb\"\t\"say \"\"a\"\"\"\t\"a\nb\"\t\n")
    }
}
