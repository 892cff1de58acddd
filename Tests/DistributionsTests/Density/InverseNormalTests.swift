import Foundation
import Testing

@testable import Distributions

@Suite struct InverseNormalTests {
    /// Published quantiles of the standard normal distribution.
    @Test(arguments: [
        (0.5, 0), (0.841344746068542949, 1), (0.975, 1.959963984540054), (0.995, 2.575829303548901),
        (1e-9, -5.997807015007687), (0.1, -1.281551565544601),
    ])
    func `quantiles are the known ones`(p: Double, x: Double) {
        #expect(abs(inverseNormal(p) - x) < 1e-14 * max(abs(x), 1) * 8)
    }

    @Test func `quantiles invert the distribution function`() {
        for exponent in stride(from: -300.0, through: -0.31, by: 7.3) {
            let p = pow(10, exponent)
            let back = 0.5 * erfc(-inverseNormal(p) * 0.5.squareRoot())
            #expect(abs(back / p - 1) < 1e-12 * max(-exponent, 1))
            if p > 1e-15 { #expect(abs(inverseNormal(1 - p) + inverseNormal(1 - (1 - p))) < 1e-15) }
        }
    }
}
