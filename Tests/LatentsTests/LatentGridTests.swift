import Foundation
import Latents
import Testing

@testable import Distributions
@testable import Latents

@Suite struct LatentGridTests {
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

    @Test func `grids run from the top left`() {
        let points = LatentGrid(rows: 2, columns: 3).linear(-1...1)
        #expect(points == [-1, 1, 0, 1, 1, 1, -1, -1, 0, -1, 1, -1])
    }

    @Test func `quantile grids share the prior evenly`() {
        let points = LatentGrid(rows: 1, columns: 4).quantiles
        let x = stride(from: 0, to: 8, by: 2).map { Double(points[$0]) }
        for (i, x) in x.enumerated() {
            #expect(abs(0.5 * erfc(-x * 0.5.squareRoot()) - (Double(i) + 0.5) / 4) < 1e-7)
        }
        #expect(points[1] == 0)
    }
}

@Suite struct BoundSummaryTests {
    @Test func `mean and standard error are the textbook ones`() {
        var summary = Moments()
        for value in [2.0, 4, 4, 4, 5, 5, 7, 9] { summary.add(value) }
        #expect(summary.mean == 5)
        #expect(abs(summary.standardError - (32.0 / 7 / 8).squareRoot()) < 1e-15)
        var one = Moments()
        one.add(3)
        #expect(one.mean == 3 && one.standardError.isNaN)
    }
}
