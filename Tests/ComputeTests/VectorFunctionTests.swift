import CVectorFunctions
import Foundation
import Testing

/// An elementary function of the fast sets, its exact value and the bound that its comment states.
struct VectorFunction: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let function: UInt32
    let range: ClosedRange<Float>
    let ulps: Double
    let exact: @Sendable (Double) -> Double

    init(
        _ name: String, _ function: vector_function, _ range: ClosedRange<Float>, ulps: Double,
        _ exact: @escaping @Sendable (Double) -> Double
    ) {
        (testDescription, self.function, self.range) = (name, function.rawValue, range)
        (self.ulps, self.exact) = (ulps, exact)
    }

    static let all = [
        VectorFunction("exp", VECTOR_EXP, -87.3...88.3, ulps: 2) { exp($0) },
        VectorFunction("expm1", VECTOR_EXPM1, -200...88.3, ulps: 2) { expm1($0) },
        VectorFunction("expm1mx", VECTOR_EXPM1MX, -200...88.3, ulps: 4, secondRemainder),
        VectorFunction("log", VECTOR_LOG, .leastNormalMagnitude ... .greatestFiniteMagnitude, ulps: 2) {
            log($0)
        },
        VectorFunction("log1p", VECTOR_LOG1P, -0.9999999...1, ulps: 2) { log1p($0) },
        VectorFunction("sigmoid", VECTOR_SIGMOID, -87...1e38, ulps: 3) { 1 / (1 + exp(-$0)) },
        VectorFunction("softplus", VECTOR_SOFTPLUS, -87...1e38, ulps: 3) {
            max($0, 0) + log1p(exp(-abs($0)))
        },
        VectorFunction("tanh", VECTOR_TANH, -1e38...1e38, ulps: 3) { tanh($0) },
        VectorFunction("normal density", VECTOR_NORMAL_DENSITY, -13...13, ulps: 3) {
            exp(-$0 * $0 / 2) / (2 * Double.pi).squareRoot()
        },
        VectorFunction("normal distribution", VECTOR_NORMAL_CUMULATIVE, -12.9...1e38, ulps: 7) {
            erfc(-$0 / 2.0.squareRoot()) / 2
        },
        VectorFunction(
            "log Z", VECTOR_CONTINUOUS_BERNOULLI_LOG_NORMALIZER, -1e37...1e37, ulps: 5, logNormalizer),
        VectorFunction("mean", VECTOR_CONTINUOUS_BERNOULLI_EXPECTATION, -1e37...1e37, ulps: 3, expectation),
    ]

    /// eˣ − 1 − x.
    private static let secondRemainder = { @Sendable (x: Double) -> Double in
        if abs(x) > 0.1 { return expm1(x) - x }
        var (term, sum) = (x * x / 2, 0.0)
        for k in 3...12 {
            sum += term
            term *= x / Double(k)
        }
        return sum
    }

    private static let logNormalizer = { @Sendable (o: Double) -> Double in
        if abs(o) < 0.05 { return o / 2 + o * o / 24 - pow(o, 4) / 2880 + pow(o, 6) / 181_440 }
        return max(o, 0) + log(-expm1(-abs(o)) / abs(o))
    }

    private static let expectation = { @Sendable (o: Double) -> Double in
        if abs(o) < 0.05 { return 0.5 + o / 12 - pow(o, 3) / 720 + pow(o, 5) / 30_240 }
        return o > 0 ? -1 / expm1(-o) - 1 / o : -1 / o - 1 / expm1(-o)
    }

    /// Some 200 000 numbers of the range: evenly spaced ones, and as many evenly spaced in their bits.
    var arguments: [Float] {
        let (low, high) = (range.lowerBound, range.upperBound)
        var x: [Float] = [low, high]
        for i in 0..<100_000 {
            let (a, b) = (Double(max(low, -100)), Double(min(high, 100)))
            x.append(Float(a + (b - a) * Double(i) / 100_000))
        }
        for bits in stride(from: UInt32(0), to: Float.infinity.bitPattern, by: 40_009) {
            x += [Float(bitPattern: bits), -Float(bitPattern: bits)].filter(range.contains)
        }
        return x
    }
}

@Suite struct VectorFunctionTests {
    private func apply(_ function: UInt32, _ set: TestedSet, _ x: [Float]) -> [Float] {
        var y = [Float](repeating: 0, count: x.count)
        vector_functions_named(set.name)!.pointee.apply(vector_function(function), x.count, x, &y)
        return y
    }

    private func worstError<Argument>(
        _ arguments: [Argument], _ values: [Float], inULPs: Bool, exact: (Argument) -> Double
    ) -> (error: Double, argument: Argument) {
        var worst = (error: 0.0, argument: arguments[0])
        for (argument, value) in zip(arguments, values) {
            let right = exact(argument)
            let unit = inULPs ? max(Float(right).magnitude, .leastNormalMagnitude).ulp : 1
            let error = abs(Double(value) - right) / Double(unit)
            if !(error <= worst.error) { worst = (error, argument) }
        }
        return worst
    }

    @Test(arguments: TestedSet.fast, VectorFunction.all) func `errors stay within their bounds`(
        set: TestedSet, f: VectorFunction
    ) {
        let x = f.arguments
        let worst = worstError(x, apply(f.function, set, x), inULPs: true) { f.exact(Double($0)) }
        #expect(worst.error <= f.ulps && worst.error > f.ulps / 3, "at \(worst.argument)")
    }

    @Test(arguments: TestedSet.fast, VectorFunction.all) func `nothing undefined happens elsewhere`(
        set: TestedSet, f: VectorFunction
    ) {
        #expect(apply(f.function, set, [.nan, -.nan]).allSatisfy { $0.isNaN })
        _ = apply(f.function, set, awkward)
    }

    /// Words near both ends, where the radius is largest and smallest, and words between.
    private let words =
        (0..<5000 as Range<UInt32>).flatMap { [$0, ~$0, 1 << 31 &+ $0, 1 << 29 &- $0, 3 << 29 &+ $0] }
        + stride(from: 0, to: UInt32.max - 30_000, by: 20_011)

    private func ofWords(_ function: vector_function, _ set: TestedSet) -> [Float] {
        apply(function.rawValue, set, words.map { Float(bitPattern: $0) })
    }

    @Test(arguments: TestedSet.fast) func `radii keep every bit of their words`(set: TestedSet) {
        let worst = worstError(words, ofWords(VECTOR_NORMAL_RADIUS, set), inULPs: true) { word in
            let rest = (Double(~word) + 0.5) * 0x1p-32
            return (-2 * (word < 1 << 31 ? log((Double(word) + 0.5) * 0x1p-32) : log1p(-rest))).squareRoot()
        }
        #expect(worst.error <= 3, "at \(worst.argument)")
    }

    @Test(arguments: TestedSet.fast) func `angles are reduced exactly`(set: TestedSet) {
        for function in [VECTOR_COSINE_OF_WORD, VECTOR_SINE_OF_WORD] {
            let worst = worstError(words, ofWords(function, set), inULPs: false) {
                let angle = 2 * Double.pi * Double($0) * 0x1p-32
                return function == VECTOR_SINE_OF_WORD ? sin(angle) : cos(angle)
            }
            #expect(worst.error <= 1e-7, "at \(worst.argument)")
        }
    }

    /// Bit for bit, for all bytes and all words of two bytes.
    @Test(arguments: TestedSet.fast, [255, 16, 65535, 7, 0.1, 1000] as [Float])
    func `quotients are those of division`(
        set: TestedSet, divisor: Float
    ) {
        let x = (0...65535).map { Float($0) }
        var y = x
        vector_functions_named(set.name)!.pointee.divide(x.count, divisor, x, &y)
        #expect(x.indices.allSatisfy { y[$0] == x[$0] / divisor })
    }

    @Test(.needsTwoFastSets)
    func `fast sets give the same bytes`() {
        for f in VectorFunction.all {
            let x = f.arguments + awkward
            let results = TestedSet.fast.map { apply(f.function, $0, x).map(\.bitPattern) }
            #expect(results.allSatisfy { $0 == results[0] }, "\(f.testDescription)")
        }
        for function in [VECTOR_NORMAL_RADIUS, VECTOR_COSINE_OF_WORD, VECTOR_SINE_OF_WORD] {
            let results = TestedSet.fast.map { ofWords(function, $0).map(\.bitPattern) }
            #expect(results.allSatisfy { $0 == results[0] })
        }
    }
}
