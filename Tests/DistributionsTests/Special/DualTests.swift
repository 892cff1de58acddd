import Foundation
import Testing

@testable import Distributions

/// Every operation of numbers with derivatives, by differences.
@Suite struct DualTests {
    private typealias Function = @Sendable (Dual, Dual) -> Dual

    @Test func `arithmetic`() {
        let functions: [(String, Function)] = [
            ("-a", { a, _ in -a }), ("a + b", { $0 + $1 }), ("a - b", { $0 - $1 }),
            ("a * b", { $0 * $1 }), ("a / b", { $0 / $1 }),
            ("a + 2", { a, _ in a + 2.0 }), ("2 + a", { a, _ in 2.0 + a }),
            ("a - 2", { a, _ in a - 2.0 }), ("2 - a", { a, _ in 2.0 - a }),
            ("a * 2", { a, _ in a * 2.0 }), ("2 * a", { a, _ in 2.0 * a }),
            ("a / 2", { a, _ in a / 2.0 }), ("2 / a", { a, _ in 2.0 / a }),
            ("a²", { a, _ in a.squared }),
        ]
        let points = [derivatives(0.3, 2), derivatives(-1.7, 0.4), derivatives(3, -0.2)]
        for (name, function) in functions { check(name, function, points) }
    }

    @Test func `functions of any number`() {
        let functions: [(String, Function)] = [
            ("exp", { a, _ in exp(a) }), ("logistic", { a, _ in logistic(a) }),
            ("bounded", { a, _ in bounded(a, 2) }),
            ("boundedExp", { a, _ in boundedExp(a, ExponentialRange(0.1...50)) }),
            ("logMeanExp", { a, _ in logMeanExp(a) }), ("tiltedMean", { a, _ in tiltedMean(a) }),
            ("extendedExp", { a, _ in extendedExp(a) }),
        ]
        let points = [-40, -3, -0.2, -0.05, -1e-9, 0, 1e-3, 0.0999, 0.1001, 2, 30].map { derivatives($0) }
        for (name, function) in functions { check(name, function, points) }
        check("extendedExp", { a, _ in log(extendedExp(a)) }, [derivatives(299), derivatives(1e5)])
    }

    @Test func `functions of numbers above 0`() {
        let functions: [(String, Function)] = [
            ("log", { a, _ in log(a) }), ("log1p", { a, _ in log1p(a) }),
            ("digamma", { a, _ in digamma(a) }), ("trigamma", { a, _ in trigamma(a) }),
            ("digammaError", { a, _ in digammaError(a) }),
            ("digammaIncrease", { digammaIncrease($0, $1) }),
            ("logGammaIncrease", { logGammaIncrease($0, $1) }),
        ]
        let points = [(0.05, 0.3), (0.7, 20), (3, 0.01), (12, 4), (900, 1500)].map { derivatives($0, $1) }
        for (name, function) in functions { check(name, function, points) }
    }

    private func check(_ name: String, _ function: Function, _ points: [Derivatives]) {
        for point in points {
            expectSlopes(
                of: { function(Dual($0[0], variable: 0), Dual($0[1], variable: 1)) }, at: point, count: 2,
                name)
        }
    }

    @Test func `values of functions`() {
        #expect(logMeanExp(Dual(0)).value == 0)
        #expect(tiltedMean(Dual(0)).value == 0.5)
        for x in [-20, -1, -0.3, -1e-4, 1e-4, 0.5, 3, 20] {
            expectClose(logMeanExp(Dual(x)).value, log(expm1(x) / x), 1e-13, floor: 0.01, "\(x)")
        }
        for x in [0.05, 0.6, 5, 30, 400] {
            for h in [0.01, 1, 3.5, 100] {
                expectClose(
                    logGammaIncrease(Dual(x), Dual(h)).value, lgamma(x + h) - lgamma(x), 1e-12,
                    floor: max(abs(lgamma(x + h)), 1), "\(x), \(h)")
            }
        }
        // ψ″(1) = −2ζ(3), ψ″(½) = −14ζ(3).
        let zeta = 1.2020569031595942854
        expectClose(tetragamma(1), -2 * zeta, 1e-14)
        expectClose(tetragamma(0.5), -14 * zeta, 1e-14)
        expectClose(tetragamma(30), tetragamma(29) + 2 / (29.0 * 29 * 29), 1e-13, floor: 0)
    }
}
