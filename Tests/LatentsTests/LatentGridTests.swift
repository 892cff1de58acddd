import Foundation
import Latents
import Testing

@testable import Distributions
@testable import Latents

@Suite struct LatentGridTests {
    @Test func `grids run from the top left`() {
        let points = LatentGrid(rows: 2, columns: 3).linear(-1...1)
        #expect(points == [-1, 1, 0, 1, 1, 1, -1, -1, 0, -1, 1, -1])
    }

    @Test func `quantile grids share the prior evenly`() {
        let points = LatentGrid(rows: 1, columns: 4).quantiles()
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
