import Compute
import Foundation
import Testing

@testable import Distributions

@Suite struct ChiSquaredTests {
    /// Quantiles of printed tables.
    @Test(arguments: [(1, 0.95, 3.841459), (2, 0.8, 3.218876), (3, 0.8, 4.641628), (10, 0.5, 9.341818)])
    func `quantiles are those of tables`(degrees: Int, probability: Double, quantile: Double) {
        #expect(abs(ChiSquared(degrees: Double(degrees)).quantile(probability) - quantile) < 1e-5)
        #expect(abs(ChiSquared(degrees: Double(degrees)).cumulative(quantile) - probability) < 1e-6)
    }
}

@Suite struct TruncatedGaussianTests {
    /// A dense sum over the plane.
    @Test(arguments: [false, true]) func `the density is normalised and has no tails`(diagonal: Bool) {
        let count = 400
        withScratch(Float.self, rows: count, columns: 2) { samples in
            Noise(seed: 3, purpose: .posterior).fillNormal(samples, row: 0)
            for row in 0..<count { samples.row(row)[1] = 2 * samples.row(row)[1] + samples.row(row)[0] }
            let density = TruncatedGaussian(samples, diagonal: diagonal)
            var sum = 0.0
            withScratch(Float.self, rows: 1, columns: 2) { z in
                for x in stride(from: Float(-8), to: 8, by: 0.04) {
                    for y in stride(from: Float(-12), to: 12, by: 0.04) {
                        z.row(0)[0] = x
                        z.row(0)[1] = y
                        sum += exp(density.logDensity(z.row(0))) * 0.04 * 0.04
                    }
                }
                z.row(0)[0] = 5
                z.row(0)[1] = 0
                #expect(density.logDensity(z.row(0)) == -.infinity)
            }
            #expect(abs(sum - 1) < 0.01)
        }
    }
}
