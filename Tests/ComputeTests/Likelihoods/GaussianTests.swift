import Compute
import Foundation
import Testing

@Suite struct GaussianTests {
    @Test func `agrees with the density`() {
        let (x, m, s) = (0.7, -0.2, 1.3)
        let exact = -0.5 * (log(2 * Double.pi) + s + (x - m) * (x - m) / exp(s))
        let perOutput = evaluate(x: [x], outputs: [m, s], "gaussian")
        #expect(abs(perOutput.logDensity - exact) < 1e-14)
        for family in ["gaussian_shared", "gaussian_fixed"] {
            let shared = evaluate(x: [x], outputs: [m], numbers: [s], family)
            #expect(abs(shared.logDensity - exact) < 1e-14)
        }
    }

    @Test func `unit means are sigmoids`() {
        let mean = 1 / (1 + exp(-0.9))
        for (real, unit) in [
            ("gaussian_shared", "gaussian_shared_unit"), ("gaussian_fixed", "gaussian_fixed_unit"),
        ] {
            let density = evaluate(x: [0.3], outputs: [mean], numbers: [0], real).logDensity
            #expect(
                abs(density - evaluate(x: [0.3], outputs: [0.9], numbers: [0], unit).logDensity) < 1e-14)
        }
        let density = evaluate(x: [0.3], outputs: [mean, 0.4], "gaussian").logDensity
        #expect(abs(density - evaluate(x: [0.3], outputs: [0.9, 0.4], "gaussian_unit").logDensity) < 1e-14)
    }

    @Test(arguments: ["gaussian", "gaussian_unit"]) func `log variances are bounded and keep na n`(
        family: String
    ) {
        let far = evaluate(x: [0], outputs: [0, -1e9], family)
        #expect(far.logDensity == evaluate(x: [0], outputs: [0, -14], family).logDensity)
        #expect(far.gradient[1] == 0)
        #expect(evaluate(x: [0], outputs: [0, .nan], family).logDensity.isNaN)
    }

    /// A fixed one is taken as it is.
    @Test func `a shared log variance is bounded`() {
        let far = evaluate(x: [0.5], outputs: [0], numbers: [30], "gaussian_shared")
        #expect(
            far.logDensity == evaluate(x: [0.5], outputs: [0], numbers: [14], "gaussian_fixed").logDensity)
        #expect(far.derivatives == [0])
        let fixed = evaluate(x: [0.5], outputs: [0], numbers: [30], "gaussian_fixed")
        #expect(abs(fixed.logDensity + 0.5 * (log(2 * Double.pi) + 30)) < 1e-12)
        #expect(fixed.derivatives.isEmpty)
    }

    /// x = m + e^(s/2) ε.
    @Test func `draws are shifted and scaled noise`() {
        let (m, s, noise) = (0.4, -1.2, [0, 1, -2.5])
        let means = [Double](repeating: m, count: 3)
        let deviation = exp(s / 2)
        let sigmoid = 1 / (1 + exp(-m))
        for (family, outputs, mean) in [
            ("gaussian", means + [s, s, s], m), ("gaussian_unit", means + [s, s, s], sigmoid),
            ("gaussian_shared", means, m), ("gaussian_shared_unit", means, sigmoid),
            ("gaussian_fixed", means, m), ("gaussian_fixed_unit", means, sigmoid),
        ] {
            let kernel = LikelihoodKernel(named: family)
            let numbers = [Double](repeating: s, count: kernel.numbers)
            let draws = kernel.draws(outputs, numbers: numbers, noise: noise)
            for (x, epsilon) in zip(draws, noise) { #expect(abs(x - (mean + deviation * epsilon)) < 1e-14) }
            #expect(kernel.means(outputs, numbers: numbers).allSatisfy { abs($0 - mean) < 1e-15 })
            let parameters = kernel.parameters(outputs, numbers: numbers)
            #expect(parameters[0].allSatisfy { abs($0 - mean) < 1e-15 })
            #expect(parameters[1] == [s, s, s])
        }
    }
}
