import Testing

@testable import Formats

@Suite struct PlainDecimalTests {
    private func written(_ value: Double, _ decimals: Int, _ least: Int = 0) -> String {
        var text: [UInt8] = []
        PlainDecimal.append(
            value, decimals: decimals, leastDecimals: least, point: UInt8(ascii: "."), to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: [
        (0.0, 0, 0, "0"), (0, 2, 2, "0.00"), (-0.0, 1, 1, "-0.0"), (1.5, 2, 0, "1.5"), (1.5, 2, 2, "1.50"),
        (-12, 3, 1, "-12.0"), (0.05, 2, 0, "0.05"), (0.005, 2, 0, "0.01"), (-0.004, 2, 0, "0"),
        (1_234_567_890_123_456, 1, 0, "1234567890123456"), (1e21, 0, 0, "1000000000000000000000"),
        (1e21, 2, 2, "1000000000000000000000.00"), (0.1234567890123456, 16, 0, "0.1234567890123456"),
        (1e-20, 20, 0, "0.00000000000000000001"), (1.5e-20, 20, 0, "0.00000000000000000002"),
        (1e-30, 20, 0, "0"), (0.99999999999999999, 17, 0, "1"),
        (999999999999999.9, 1, 0, "999999999999999.9"),
        (0.30000000000000004, 17, 0, "0.30000000000000004"), (0.30000000000000004, 2, 0, "0.3"),
        (9999999999999998.5, 0, 0, "9999999999999998"), (99999999999999.96, 1, 0, "100000000000000"),
    ])
    func `numbers are written without exponents`(value: Double, decimals: Int, least: Int, text: String) {
        #expect(written(value, decimals, least) == text)
    }

    @Test func `what is read is written again`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let decimals = Int.random(in: 0...17, using: &generator)
            let digits = Int.random(in: 1...15, using: &generator)
            let mantissa = (0..<digits).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
            let padded = String(repeating: "0", count: max(decimals + 1 - digits, 0)) + mantissa
            let whole = padded.dropLast(decimals).drop { $0 == "0" }
            let text = (whole.isEmpty ? "0" : whole) + (decimals > 0 ? "." : "") + padded.suffix(decimals)
            #expect(written(Double(text)!, decimals, decimals) == text)
        }
    }

    @Test func `any number is read as it was`() {
        for _ in 0..<500 {
            let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max))
            guard value.isFinite else { continue }
            let text = written(value, 400)
            #expect(Double(text)! == value, "\(value) \(text)")
            #expect(!text.contains("e"))
        }
    }

    @Test(arguments: [
        ("12", 12.0, 0, true, false), ("-0.50", -0.5, 2, false, false), ("007", 7, 0, true, true),
        ("1e-3", 0.001, 3, false, false), (" 5 ", 5, 0, true, false), ("+5", 5, 0, true, false),
        ("00.5", 0.5, 1, false, true), ("0", 0, 0, true, false), ("1.25e1", 12.5, 1, false, false),
        ("12345678901234567168", 12_345_678_901_234_567_168, 0, true, false),
        ("0.1234567890123456789", 0.1234567890123456789, 19, false, false), (".5", 0.5, 1, false, false),
    ])
    func `cells tell how numbers are written`(
        text: String, value: Double, decimals: Int, isWhole: Bool, hasZero: Bool
    ) throws {
        let number = try #require(
            Array(text.utf8).withUnsafeBytes { CellNumber($0, point: UInt8(ascii: ".")) })
        #expect(number.value == value && number.decimals == decimals)
        #expect(number.isPlainWhole == isWhole && number.hasLeadingZero == hasZero)
    }

    @Test(arguments: ["", "-", ".", "1.2.3", "1-2", "abc", "1 2", "--1", "1e", "0x1"])
    func `what is no number is none`(text: String) {
        #expect(Array(text.utf8).withUnsafeBytes { CellNumber($0, point: UInt8(ascii: ".")) } == nil)
    }
}
