import CKernels
import Foundation
import Testing

@testable import Compute

@Suite struct WeightPosteriorTests {
    static let counts = [0, 1, 16, 17, 1000]

    private struct Case {
        let means, logDeviations, noise, gradient: [Float]

        init(_ count: Int) {
            means = normals(count, seed: 1)
            logDeviations = normals(count, seed: 2, scale: 3).map { $0 - 4 }
            noise = normals(count, seed: 3)
            gradient = normals(count, seed: 4, scale: 0.1)
        }

        func draw(_ kernels: vae_kernels, lanes: Int = 16) -> [Float] {
            var weights = noise
            kernels.weight_draw(noise.count, lanes, means, logDeviations, &weights)
            return weights
        }

        func differentiate(_ kernels: vae_kernels) -> [Float] {
            var result = gradient
            kernels.log_deviation_gradient(
                noise.count, 0.5, 2, 0.01, gradient, draw(vae_reference_float32), means, logDeviations,
                &result)
            return result
        }

        func divergence(_ kernels: vae_kernels) -> Double {
            kernels.weight_divergence(noise.count, 2, means, logDeviations)
        }
    }

    @Test(arguments: TestedSet.fast, counts) func `sets agree`(set: TestedSet, count: Int) {
        let (problem, plain) = (Case(count), vae_reference_float32)
        for lanes in [16, 5] {
            for (a, b) in zip(problem.draw(set.kernels, lanes: lanes), problem.draw(plain, lanes: lanes)) {
                #expect(agree(a, b, 1e-6, absolute: 1e-6))
            }
        }
        for (a, b) in zip(problem.differentiate(set.kernels), problem.differentiate(plain)) {
            #expect(agree(a, b, 1e-6, absolute: 1e-7))
        }
        let (a, b) = (problem.divergence(set.kernels), problem.divergence(plain))
        #expect(abs(a - b) <= 1e-6 * abs(b))
    }

    @Test(.needsTwoFastSets) func `fast sets give the same bytes`() {
        let problem = Case(1000)
        let results = TestedSet.fast.map { set in
            problem.draw(set.kernels).bits + problem.differentiate(set.kernels).bits
                + [UInt32(truncatingIfNeeded: problem.divergence(set.kernels).bitPattern)]
        }
        for result in results { #expect(result == results[0]) }
    }

    @Test(arguments: TestedSet.all) func `only weights are drawn`(set: TestedSet) {
        let drawn = Case(32).draw(set.kernels, lanes: 5)
        #expect(drawn.indices.allSatisfy { (drawn[$0] == 0) == ($0 % 16 >= 5) })
    }

    /// KL(N(0.3, 0.5²) ‖ N(0, 1/2)) = ½ (2 (0.3² + 0.5²) − 1 − log 2) − log 0.5.
    @Test(arguments: TestedSet.all) func `the divergence is that of Gaussians`(set: TestedSet) {
        let exact = 0.5 * (2 * (0.09 + 0.25) - 1 - log(2)) - log(0.5)
        let sum = set.kernels.weight_divergence(
            3, 2, [0.3, 0.3, 0.3] as [Float], [Float](repeating: log(0.5), count: 3))
        #expect(abs(sum - 3 * exact) < 1e-6)
    }

    @Test(arguments: TestedSet.all) func `numbers are clamped, and nans stay`(set: TestedSet) {
        var values: [Float] = [-30, -20, 0.5, 20, 1e30, .infinity, -.infinity, .nan]
        set.kernels.clamp(values.count, -20, 20, &values)
        #expect(values.dropLast() == [-20, -20, 0.5, 20, 20, 20, -20])
        #expect(values.last!.isNaN)
    }
}
