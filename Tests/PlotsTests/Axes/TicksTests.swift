import Testing

@testable import Plots

@Suite struct TicksTests {
    @Test(
        arguments: [
            (0.0...10, 6, "0 2 4 6 8 10"), (0...10, 11, "0 1 2 3 4 5 6 7 8 9 10"),
            (0...10, 10, "0 2 4 6 8 10"),
            (0...1, 6, "0.0 0.2 0.4 0.6 0.8 1.0"), (0...1, 3, "0.0 0.5 1.0"), (0...1, 2, "0 1"),
            (-1...1, 5, "−1.0 −0.5 0.0 0.5 1.0"),
            (-27.6 ... -24.4, 8, "−27.5 −27.0 −26.5 −26.0 −25.5 −25.0 −24.5"),
            (0.013...0.017, 5, "0.013 0.014 0.015 0.016 0.017"), (97...103, 3, "98 100 102"),
            (0...60_000, 5, "0 20000 40000 60000"), (0...5e6, 6, "0 1×10⁶ 2×10⁶ 3×10⁶ 4×10⁶ 5×10⁶"),
            (0...1e7, 3, "0 0.5×10⁷ 1.0×10⁷"), (0...2e-9, 3, "0 1×10⁻⁹ 2×10⁻⁹"),
            (-1e300...1e300, 3, "−1×10³⁰⁰ 0 1×10³⁰⁰"),
        ] as [(ClosedRange<Double>, Int, String)])
    func `linear ticks are round`(range: ClosedRange<Double>, count: Int, labels: String) {
        let ticks = Axis(range: range).ticks(atMost: count)
        #expect(ticks.labels.joined(separator: " ") == labels)
        #expect(ticks.minor.isEmpty)
    }

    @Test(
        arguments: [
            (1.0...1000, 5, "1 10 100 1000"), (0.01...10, 5, "0.01 0.1 1 10"),
            (1e-8...1, 5, "10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 10⁰"), (1...60, 8, "1 10"), (2...30, 8, "2 5 10 20"),
            (0.9...1.5, 8, "0.9 1.0 1.1 1.2 1.3 1.4 1.5"), (30...40, 3, "30 35 40"),
        ] as [(ClosedRange<Double>, Int, String)])
    func `logarithmic ticks are powers of ten where there are some`(
        range: ClosedRange<Double>, count: Int, labels: String
    ) {
        #expect(Axis(.logarithmic, range: range).ticks(atMost: count).labels.joined(separator: " ") == labels)
    }

    @Test func `decades have lines between`() {
        let ticks = Axis(.logarithmic, range: 1...60).ticks(atMost: 8)
        #expect(ticks.minor == [2, 3, 4, 5, 6, 7, 8, 9, 20, 30, 40, 50, 60])
        #expect(Axis(.logarithmic, range: 1e-8...1).ticks(atMost: 5).minor.isEmpty)
    }

    @Test func `any range has few ticks, in order and within it`() {
        var generator = Sequence()
        for _ in 0..<2000 {
            let exponent = Double.random(in: -200...200, using: &generator)
            let scale = Double.random(in: -1...1, using: &generator) * exponentiated(exponent)
            let width = abs(scale) * exponentiated(.random(in: -8...3, using: &generator))
            let axis = Axis(range: scale...scale + width)
            let count = Int.random(in: 2...12, using: &generator)
            let values = axis.ticks(atMost: count).values
            let slack = 1e-8 * (axis.range.upperBound - axis.range.lowerBound)
            #expect((1...count).contains(values.count), "\(axis.range)")
            #expect(values == values.sorted() && Set(values).count == values.count, "\(axis.range)")
            #expect(
                values.allSatisfy {
                    $0 >= axis.range.lowerBound - slack && $0 <= axis.range.upperBound + slack
                })
        }
    }

    @Test func `things that are counted have whole ticks`() {
        var axis = Axis(range: -0.7...2.7)
        axis.isCounting = true
        #expect(axis.ticks(atMost: 20).labels == ["0", "1", "2"])
    }

    private func exponentiated(_ exponent: Double) -> Double {
        Double(sign: .plus, exponent: Int(exponent * 3.3), significand: 1)
    }
}

/// The same numbers in every run (SplitMix64).
private struct Sequence: RandomNumberGenerator {
    private var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}

@Suite struct AxisTests {
    @Test func `fractions go from the lower to the upper end`() {
        let linear = Axis(range: -2...6)
        #expect([-2, 0, 6].map(linear.fraction) == [0, 0.25, 1])
        let logarithmic = Axis(.logarithmic, range: 0.01...100)
        #expect([0.01, 1, 100].map(logarithmic.fraction) == [0, 0.5, 1])
        #expect(logarithmic.fraction(of: -3) == 0)
        #expect(Axis(range: -1e300...1e300).fraction(of: 0) == 0.5)
        #expect([-1e300, 1e300].map(Axis(range: 0...1e-37).fraction) == [-1e6, 1e6])
    }

    @Test func `a single number gets room`() {
        #expect(Axis(range: 0...0).range == -1...1)
        #expect(Axis(range: 5...5).range == 4.5...5.5)
        #expect(Axis(range: -1e20 ... -1e20).range == -1.1e20 ... -0.9e20)
        #expect(Axis(.logarithmic, range: 8...8).range == 4...16)
    }

    @Test(arguments: [
        0x1p-1074, 0x1p-1063, 0x1p-1030, 2.3e-308, 1e-300, 1e-30, 1, 1e15, 1e16, 1e17, 1e100, 1e299, 1e300,
    ])
    func `numbers of any size have an axis`(value: Double) {
        for scale in [Axis.Scale.linear, .logarithmic] {
            for range in [value...value, value...value * (1 + 1e-15), value...min(value * 3, 1e300)] {
                for axis in [Axis(scale, range: range), Axis(scale, covering: range)] {
                    let fractions = [range.lowerBound, range.upperBound].map(axis.fraction)
                    #expect(fractions.allSatisfy { 0...1 ~= $0 }, "\(axis)")
                    let ticks = axis.ticks(atMost: 8)
                    #expect(ticks.values.count <= 8 && ticks.labels.count == ticks.values.count)
                    #expect(ticks.values.allSatisfy { $0.isFinite })
                }
            }
        }
    }

    @Test func `numbers far from zero stay apart`() {
        let axis = Axis(covering: 1_700_000_000...1_700_000_099)
        let places = Set((0..<100).map { (axis.fraction(of: 1_700_000_000 + Double($0)) * 1000).rounded() })
        #expect(places.count == 100)
        let wide = Axis(covering: 1e11...1e11 + 1)
        #expect(wide.fraction(of: 1e11 + 1) - wide.fraction(of: 1e11) > 0.5)
    }

    @Test func `margins are parts of the extent`() {
        #expect(Axis(covering: 0...10, margins: (0, 0.1)).range == 0...11)
        let range = Axis(.logarithmic, covering: 1...100, margins: (0.5, 0.5)).range
        #expect(abs(range.lowerBound - 0.1) < 1e-12 && abs(range.upperBound - 1000) < 1e-9)
    }
}
