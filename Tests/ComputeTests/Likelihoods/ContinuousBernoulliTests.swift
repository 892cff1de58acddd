import Compute
import Foundation
import Testing

/// Simpson's rule.
private func integrate(_ range: ClosedRange<Double>, steps: Int = 2000, _ f: (Double) -> Double) -> Double {
    let h = (range.upperBound - range.lowerBound) / Double(steps)
    return (0...steps).reduce(0) { sum, i in
        let weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4 : 2
        return sum + weight * f(range.lowerBound + Double(i) * h)
    } * h / 3
}

@Suite struct ContinuousBernoulliTests {
    static let logits: [Double] = [
        -700, -30, -2, -0.5001, -0.4999, -0.0501, -0.0499, -1e-9, 0, 0.02, 0.3, 5, 80,
    ]

    private let kernel = LikelihoodKernel(named: "continuous_bernoulli")

    private func logDensity(_ x: Double, _ o: Double) -> Double {
        evaluate(x: [x], outputs: [o], "continuous_bernoulli").logDensity
    }

    @Test(arguments: [-8.0, -0.5, -0.04, 0, 0.049, 0.06, 3]) func `integrates to one`(o: Double) {
        #expect(abs(integrate(0...1) { exp(logDensity($0, o)) } - 1) < 1e-10)
    }

    @Test(arguments: [-8.0, -0.5, -0.04, 0, 0.049, 0.06, 3]) func `mean is the integral`(o: Double) {
        let computed = kernel.means([o])[0]
        let mean = integrate(0...1) { $0 * exp(logDensity($0, o)) }
        #expect(abs(computed - mean) < 1e-10)
        // The gradient at x is x − mean.
        let gradient = evaluate(x: [0.3], outputs: [o], "continuous_bernoulli").gradient[0]
        #expect(abs(gradient - (0.3 - mean)) < 1e-10)
    }

    @Test(arguments: logits) func `floats agree with doubles`(o: Double) {
        let density = evaluate(x: [0.25], outputs: [Float(o)], "continuous_bernoulli").logDensity
        let exact = logDensity(0.25, Double(Float(o)))
        #expect(abs(density - exact) <= 2e-6 * max(abs(exact), 1))
    }

    @Test(arguments: [-700.0, -3, -1e-4, 0, 1e-4, 0.5, 40]) func `samples invert the distribution function`(
        o: Double
    ) {
        for u in [0, 0.1, 0.5, 0.9, 0.999] {
            let x = kernel.draws([o], noise: [u])[0]
            let cumulative = o == 0 ? x : expm1(-abs(o) * (o > 0 ? 1 - x : x)) / expm1(-abs(o))
            #expect(abs((o > 0 ? 1 - cumulative : cumulative) - u) < 1e-6)
            #expect((0...1).contains(x))
        }
    }
}
