import Foundation
import Testing

@Suite struct BernoulliTests {
    @Test func `zero logits give log two for every pixel`() {
        let result = evaluate(x: [0, 1, 0.3] as [Double], outputs: [0, 0, 0], "bernoulli")
        #expect(abs(result.logDensity + 3 * log(2)) < 1e-14)
    }

    @Test(arguments: [(0.0, -3.0), (1.0, 2.0), (0.25, 0.7)])
    func `agrees with the formula in probabilities`(x: Double, o: Double) {
        let y = 1 / (1 + exp(-o))
        let exact = x * log(y) + (1 - x) * log(1 - y)
        let result = evaluate(x: [x], outputs: [o], weight: 2, "bernoulli")
        #expect(abs(result.logDensity - exact) < 1e-14)
        #expect(abs(result.gradient[0] - 2 * (x - y)) < 1e-14)
    }

    @Test func `saturated logits stay finite`() {
        let right = evaluate(x: [1, 0] as [Double], outputs: [1e4, -1e4], "bernoulli")
        #expect(right.logDensity == 0)
        let wrong = evaluate(x: [0, 1] as [Double], outputs: [1e4, -1e4], "bernoulli")
        #expect(wrong.logDensity == -2e4)
    }
}
