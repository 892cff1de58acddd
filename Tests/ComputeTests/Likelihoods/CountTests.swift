import CKernels
import Compute
import Foundation
import Testing

/// Against SciPy 1.17.1: `poisson.logpmf(x, exp(o))`, `nbinom.logpmf(x, exp(l), exp(l) / (exp(l) + exp(o)))`, and with
/// zero inflation the logarithm of expit(a) [x = 0] + expit(-a) of that.
@Suite struct CountTests {
    static let poisson: [(x: Double, o: Double, log: Double)] = [
        (0, -3, -0.049787068367863944), (1, 0.5, -1.1487212707001282), (7, 2, -1.9142174599960651),
        (1000, 6.9, -4.4028940931901843), (250000, 12.5, -648.46927893522661), (0, 3, -20.085536923187668),
        (3, -20, -61.791759471289211), (16_777_216, 16, -2771366.9902974665),
    ]

    static let negativeBinomial: [(x: Double, o: Double, l: Double, log: Double)] = [
        (0, 1, 0, -1.3132616875182228), (3, 1, 0.5, -2.0515181112877992), (3, 1, -13, -14.09864303737589),
        (40, 3, 13, -10.405773661732553), (5, -20, 2, -103.64761210117548),
        (100000, 11, 1, -12.389819382566857), (1, 2, -2, -2.5619473864997415),
        (250000, 12.5, 13.5, -479.06817760155536), (0, 9, -6, -0.037181283408251303),
    ]

    static let inflated: [(x: Double, o: Double, l: Double, a: Double, log: Double)] = [
        (0, 1, 0, 0.3, -0.37266996901951083), (4, 1, 0.5, -2, -2.5022252813980725),
        (0, -3, 2, -30, -0.049620086709957739), (0, 8, 3, 5, -0.0067153484891180684),
        (12, 2, 1, 30, -33.325069215501692),
    ]

    private static let all: [(family: String, x: Double, outputs: [Double], log: Double)] =
        poisson.map { ("poisson", $0.x, [$0.o], $0.log) }
        + negativeBinomial.map { ("negative_binomial", $0.x, [$0.o, $0.l], $0.log) }
        + inflated.map { ("zero_inflated_negative_binomial", $0.x, [$0.o, $0.l, $0.a], $0.log) }

    @Test func `log-probabilities are those of SciPy`() {
        for (family, x, outputs, log) in Self.all {
            let result = evaluate(x: [x], outputs: outputs, family)
            #expect(abs(result.logDensity - log) <= 1e-7 * max(abs(log), 1), "\(family) \(x) \(outputs)")
        }
    }

    @Test func `floats agree with doubles`() {
        for (family, x, outputs, log) in Self.all {
            let result = evaluate(x: [Float(x)], outputs: outputs.map { Float($0) }, family)
            // Rounding o and x moves log p(x) by what its derivative says.
            let exact = evaluate(x: [x], outputs: outputs, family)
            let moved = zip(exact.gradient, outputs).reduce(0) { $0 + abs($1.0 * $1.1) * 1.2e-7 }
            #expect(
                abs(result.logDensity - log) <= moved + 4e-6 * max(abs(log), 1), "\(family) \(x) \(outputs)")
            for (a, b) in zip(result.gradient, exact.gradient) {
                #expect(abs(a - b) <= 1e-5 * max(abs(b), 1, x * 0.1), "\(family) \(x) \(outputs)")
            }
        }
    }

    @Test func `gradients agree with differences`() {
        for (family, x, outputs, _) in Self.all where x < 2000 {
            let gradient = evaluate(x: [x], outputs: outputs, weight: 3, family).gradient
            for i in outputs.indices {
                let h = 1e-5
                let difference = [1.0, -1].reduce(0) { sum, sign in
                    var moved = outputs
                    moved[i] += sign * h
                    return sum + sign * evaluate(x: [x], outputs: moved, family).logDensity / (2 * h)
                }
                #expect(
                    abs(gradient[i] - 3 * difference) <= 1e-6 * max(abs(difference), 1),
                    "\(family) \(x) \(outputs)")
            }
        }
    }

    @Test(arguments: ["poisson", "negative_binomial", "zero_inflated_negative_binomial"])
    func `probabilities add up to one`(family: String) {
        for outputs in [[0.5, 0.3, -1], [2, -2, 1], [-4, 3, 0], [3, 13.9, -14]] as [[Double]] {
            let kernel = LikelihoodKernel(named: family)
            let outputs = Array(outputs.prefix(kernel.outputs))
            let sums = (0..<4000).reduce((0.0, 0.0)) { sums, x in
                let p = exp(evaluate(x: [Double(x)], outputs: outputs, family).logDensity)
                return (sums.0 + p, sums.1 + p * Double(x))
            }
            #expect(abs(sums.0 - 1) < 1e-9)
            #expect(abs(sums.1 - kernel.means(outputs)[0]) < 1e-6 * max(sums.1, 1))
        }
    }

    @Test func `outputs beyond their bounds are as at the bounds, with no gradient`() {
        let beyond = evaluate(x: [2.0, 0], outputs: [-40, 50, -20, 30], "negative_binomial")
        let bound = evaluate(x: [2.0, 0], outputs: [-30, 30, -14, 14], "negative_binomial")
        #expect(beyond.logDensity == bound.logDensity && beyond.logDensity.isFinite)
        #expect(beyond.gradient == [0, 0, 0, 0])
    }

    @Test(arguments: TestedSet.fast, ["poisson", "negative_binomial", "zero_inflated_negative_binomial"])
    func `sets agree on counts`(set: TestedSet, name: String) {
        let family = Family.likelihoods.first { $0.name == name }!
        for (scale, most) in [(1, 5), (2, 60)] as [(Float, Float)] {
            var batch = LikelihoodCase(family, dimensions: 37, scale: scale)
            batch.data = uniforms(batch.data.count).map { ($0 * $0 * most).rounded() }
            let (fast, plain) = (batch.evaluate(set.kernels), batch.evaluate(vae_reference_float32))
            for (a, b) in zip(fast.logDensity, plain.logDensity) { #expect(abs(a - b) <= 3e-6 * abs(b)) }
            for (i, (a, b)) in zip(fast.gradient, plain.gradient).enumerated() where batch.isDimension(i) {
                #expect(abs(a - b) <= 1e-5 * max(abs(b), 1))
            }
        }
    }

    @Test func `an offset is added to the first output of each row`() {
        let kernel = LikelihoodKernel(named: "negative_binomial")
        func score<S: Real>(_: S.Type, offsets: [S]?, shift: S) -> [Double] {
            let (data, memory) = Panels.holding([3, 0, 5, 1] as [S], rows: 2, columns: 2)
            var values = [S](repeating: 0, count: 2 * (panelWidth + 2))
            for row in 0..<2 {
                for d in 0..<2 {
                    values[row * (panelWidth + 2) + d] = S(d) + (row == 1 ? shift : 0)
                    values[row * (panelWidth + 2) + panelWidth + d] = S(0.5)
                }
            }
            let (outputs, outMemory) = Panels.holding(values, rows: 2, columns: panelWidth + 2)
            let sums = LaneSums<S>(capacity: 2, columns: 2)
            var totals = [0.0, 0]
            func run(_ offsets: UnsafePointer<S>?) {
                kernel.evaluate(
                    LikelihoodBatch(data: data, outputs: outputs, draws: 1, offsets: offsets), numbers: [],
                    group: 0, into: sums)
            }
            if let offsets { offsets.withUnsafeBufferPointer { run($0.baseAddress) } } else { run(nil) }
            sums.total(rows: 0..<2, into: &totals)
            return withExtendedLifetime((memory, outMemory)) { totals }
        }
        #expect(
            score(Double.self, offsets: [0, 1.5], shift: 0) == score(Double.self, offsets: nil, shift: 1.5))
        #expect(
            score(Float.self, offsets: [0, 1.5], shift: 0) == score(Float.self, offsets: nil, shift: 1.5))
    }
}
