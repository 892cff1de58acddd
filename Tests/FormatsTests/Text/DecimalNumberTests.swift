import Formats
import Tensors
import Testing

@Suite struct DecimalNumberTests {
    private func number<Result>(_ text: String, _ body: (DecimalNumber) -> Result) -> Result? {
        Array(text.utf8).withUnsafeBytes { DecimalNumber($0).map(body) }
    }

    private func expectRounded(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let double = number(text) { $0.double }
        let float = number(text) { $0.float }
        #expect(double?.bitPattern == Double(text)?.bitPattern, "\(text)", sourceLocation: sourceLocation)
        #expect(float?.bitPattern == Float(text)?.bitPattern, "\(text)", sourceLocation: sourceLocation)
    }

    @Test func `numbers are rounded to nearest`() {
        for text in [
            "0", "-0", "1", "-1", "+1.5", ".5", "5.", "1e5", "1E-5", "1e+5", "0.1", "000.100", "123456789",
            "9007199254740993", "9007199254740992.99999999999999", "18446744073709551616", "1e22", "1e23",
            "1e-23",
            "3.4028235e38", "3.4028236e38", "1e39", "1e400", "1e-400", "1e99999999999999999999",
            "0e999999999999999",
            "1.17549435e-38", "1.1754942e-38", "1e-45", "7e-46", "5e-324", "2.4703282292062327e-324",
            "1.7976931348623157e308", "1.7976931348623159e308", "123456789012345678901234567890",
            "0.00000000000000000000000000000000000001", "100000000000000000000000000000000000000.5",
        ] { expectRounded(text) }
    }

    @Test func `the middle between two floats goes to the even one`() {
        // 1 + 2^-24 and 1 + 3 · 2^-24 are middles; a digit far behind decides.
        for text in ["1.000000059604644775390625", "1.000000178813934326171875", "16777217", "16777219"] {
            expectRounded(text)
            expectRounded(text + (text.contains(".") ? "" : ".") + "00000000000000000001")
            expectRounded("-" + text)
        }
        expectRounded("1.00000005960464477539062499999999999")
        expectRounded("16777216.9999999999999999999999999")
    }

    @Test func `whatever is printed is read back`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let float = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &random))
            let double = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
            if float.isFinite {
                #expect(number("\(float)") { $0.float }?.bitPattern == float.bitPattern)
                // With more digits than it needs, and with a tail that rounds.
                expectRounded("\(Double(float))")
            }
            if double.isFinite { #expect(number("\(double)") { $0.double }?.bitPattern == double.bitPattern) }
            expectRounded("\(Int64.random(in: .min ... .max, using: &random))e\(Int.random(in: -60...30))")
        }
    }

    @Test(
        arguments: [
            "", " ", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1,2", "0x10", "inf", "nan", "infinity",
            "1_000", "--1",
            "1 2", "1e5.0", "１", "1\0",
        ])
    func `nothing else is a number`(text: String) { #expect(number(text) { $0.double } == nil) }

    @Test func `spaces around it are skipped`() {
        #expect(number(" \t-2.5\t ") { $0.double } == -2.5)
    }

    @Test func `whole numbers are exact or refused`() {
        func whole<Number: FixedWidthInteger>(_ text: String, _ type: Number.Type) -> Number? {
            number(text) { $0.whole(type) } ?? nil
        }
        #expect(whole("255", UInt8.self) == 255 && whole("256", UInt8.self) == nil)
        #expect(whole("-128", Int8.self) == -128 && whole("-129", Int8.self) == nil)
        #expect(whole("-1", UInt64.self) == nil && whole("-0", UInt64.self) == 0)
        #expect(whole("18446744073709551615", UInt64.self) == .max)
        #expect(whole("18446744073709551616", UInt64.self) == nil)
        #expect(whole("-9223372036854775808", Int64.self) == .min)
        #expect(whole("-9223372036854775809", Int64.self) == nil)
        #expect(
            whole("3.0", Int32.self) == 3 && whole("3e2", Int32.self) == 300
                && whole("3.5", Int32.self) == nil)
        #expect(whole("1e18", Int64.self) == nil, "a double may be another number")
    }

    @Test(arguments: [
        ("1,5", 1.5), ("-0,125", -0.125), ("1,000", 1), ("7", 7), ("1,5e3", 1500), (",1", 0.1),
        ("0,1000000000000000055511151231257827021181583404541015625", 0.1),
        ("3,40282346638528859811704183484516925440", 3.4028234663852886),
    ])
    func `the point may be a comma`(text: String, value: Double) {
        let comma = UInt8(ascii: ",")
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { bytes in
            #expect(DecimalNumber(bytes, point: comma)?.double == value)
            #expect(DecimalNumber(bytes, point: comma)?.float == Float(value))
            #expect((DecimalNumber(bytes) == nil) == text.contains(","))
        }
        let point = Array("1.5".utf8)
        point.withUnsafeBytes { #expect(DecimalNumber($0, point: comma) == nil) }
    }

    @Test(arguments: ElementType.allCases)
    func `every type takes one and refuses what it has not`(type: ElementType) {
        var room = [UInt8](repeating: 7, count: 8)
        let store = { (text: String) in
            self.number(text) { number in
                room.withUnsafeMutableBytes { type.encode(number, at: $0.baseAddress!) }
            }
        }
        #expect(store("1e4000") == false)
        #expect(room == [UInt8](repeating: 7, count: 8))
        #expect(store("1") == true)
        #expect(room[type.size...].allSatisfy { $0 == 7 })
        var value: [Float] = [0]
        value.withUnsafeMutableBufferPointer { value in
            room.withUnsafeBytes {
                type.decode(UnsafeRawBufferPointer(rebasing: $0[..<type.size]), into: value)
            }
        }
        #expect(value == [1])
        if !type.isFloatingPoint { #expect(store("0.5") == false) }
    }
}
