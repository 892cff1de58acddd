import Foundation
import Testing

@testable import Distributions

@Suite struct ImportanceWeightsTests {
    private func weights(_ values: [Double], shift: Double = 0) -> ImportanceWeights {
        var weights = ImportanceWeights()
        for value in values { weights.add(log(value) + shift) }
        return weights
    }

    /// Shifts by which weights themselves would overflow and underflow.
    @Test(arguments: [0, 1e5, -1e5], [[1.0, 2, 3], [3, 2, 1], [2, 3, 1]])
    func `one two and three`(shift: Double, values: [Double]) {
        let sum = weights(values, shift: shift)
        #expect(abs(sum.logMean - (log(2) + shift)) < 1e-10)
        #expect(abs(sum.effectiveSampleSize - 36.0 / 14) < 1e-9)
    }

    @Test func `sums of parts are those of the whole`() {
        for split in 0...3 {
            var sum = weights(Array([1, 2, 3].prefix(split)))
            sum.add(weights(Array([1, 2, 3].dropFirst(split))))
            #expect(sum.count == 3 && abs(sum.logMean - log(2)) < 1e-12)
            #expect(abs(sum.effectiveSampleSize - 36.0 / 14) < 1e-12)
        }
    }

    @Test func `weights of zero count`() {
        let sum = weights([0, 2, 0, 2])
        #expect(abs(sum.logMean) < 1e-15 && abs(sum.effectiveSampleSize - 2) < 1e-15)
        #expect(weights([0, 0]).logMean == -.infinity)
    }

    @Test func `one weight is one sample`() { #expect(weights([5]).effectiveSampleSize == 1) }

    @Test func `nan stays`() {
        for values in [[Double.nan, 1, 2], [1, .nan, 2], [1, 2, .nan]] {
            #expect(weights(values).logMean.isNaN, "\(values)")
        }
    }
}
