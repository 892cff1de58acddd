import Compute
import Foundation
import Testing

@testable import Distributions
@testable import VAE

@Suite struct FittedDensityTests {
    /// Draws of two dimensions that depend on each other.
    private func withSamples(_ body: (Matrix<Double>) -> Void) {
        withScratch(Double.self, rows: 60, columns: 2) { samples in
            Noise(seed: 6, purpose: .posterior).fillNormal(samples, row: 0)
            for l in 0..<samples.rows {
                let z = samples.row(l)
                z[1] = 1 + 0.8 * z[0] + 0.3 * z[1]
            }
            body(samples)
        }
    }

    @Test(arguments: FittedDensity.allCases) func `densities integrate to one`(density: FittedDensity) {
        withSamples { samples in
            let fitted = density.fit(samples)
            let h = 0.05
            var sum = 0.0
            var z = [0.0, 0.0]
            z.withUnsafeMutableBufferPointer { z in
                for i in -160...160 {
                    for k in -160...160 {
                        (z[0], z[1]) = (h * Double(i), 1 + h * Double(k))
                        sum += exp(fitted.logDensity(z)) * h * h
                    }
                }
            }
            // Those that are cut off jump there.
            #expect(abs(sum - 1) < (density == .kernel ? 1e-6 : 1e-3))
        }
    }

    @Test func `the full Gaussian has the mean and covariance of the draws`() {
        withSamples { samples in
            let gaussian = GaussianDensity(samples, diagonal: false)
            var (sums, products) = ([0.0, 0.0], [0.0, 0.0, 0.0])
            for l in 0..<samples.rows {
                let white = gaussian.whitened(samples.row(l))
                for j in 0..<2 { sums[j] += white[j] / 60 }
                for (index, pair) in [(0, 0), (0, 1), (1, 1)].enumerated() {
                    products[index] += white[pair.0] * white[pair.1] / 59
                }
            }
            for value in sums { #expect(abs(value) < 1e-12) }
            for (value, expected) in zip(products, [1.0, 0, 1]) { #expect(abs(value - expected) < 1e-4) }
        }
    }

    @Test func `draws that are all the same have a density`() {
        withScratch(Float.self, rows: 5, columns: 3) { samples in
            for density in FittedDensity.allCases {
                #expect(density.fit(samples).logDensity(samples.row(0)).isFinite)
            }
        }
    }
}

@Suite struct HamiltonianEstimatorTests {
    private func estimator(
        _ packed: PackedModel<Float>, _ density: FittedDensity, samples: Int, chains: Int = 16
    ) -> HamiltonianEstimator {
        HamiltonianEstimator(
            packed, samples: samples, density: density, chains: chains, warmUp: 30, leapfrogSteps: 5,
            targetAcceptance: 0.9, seed: 1)
    }

    private func check(_ estimates: [LikelihoodEstimate], _ exact: [Double], _ density: FittedDensity) {
        var deviation = Moments()
        // The tails of kernels make errors large.
        if density != .kernel {
            #expect(estimates.count { $0.isReliable && $0.standardError < 0.1 } >= estimates.count * 3 / 4)
        }
        for (estimate, exact) in zip(estimates, exact) {
            deviation.add(estimate.logLikelihood - exact)
            #expect(abs(estimate.logLikelihood - exact) < 5 * estimate.standardError + 0.01)
            #expect(abs(estimate.diagnostics[3] - 0.9) < 0.1)
        }
        #expect(abs(deviation.mean) < 0.05)
    }

    @Test(arguments: FittedDensity.allCases)
    func `linear models have their closed form`(density: FittedDensity) throws {
        let linear = try LinearGaussian<Float>(
            scales: [3, 0.5], sigma: 0.5, standardization: LinearGaussianTests.units)
        linear.spoilEncoder(meanShift: 0.2, logVarianceShift: 0.5)
        let packed = PackedModel(linear.model, training: true)
        let rows = linear.sample(10, seed: 3)
        let estimator = estimator(packed, density, samples: 800)
        check(mapEncoded(packed, rows, estimator.estimate), rows.values.map(linear.logLikelihood), density)
    }

    @Test(arguments: FittedDensity.allCases, [1, 2])
    func `models with one or two latents agree with a grid`(density: FittedDensity, latent: Int) throws {
        let model = try tanhModel(latent: latent)
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 12).rows
        let estimator = estimator(packed, density, samples: 1000)
        check(mapEncoded(packed, rows, estimator.estimate), gridLogLikelihoods(model, rows), density)
    }

    /// Posteriors some thousands of times as wide in one dimension as in the other.
    @Test(arguments: FittedDensity.allCases) func `widths may differ`(density: FittedDensity) throws {
        let linear = try LinearGaussian<Float>(scales: [100, 0.01], sigma: 0.01)
        let packed = PackedModel(linear.model, training: true)
        let rows = linear.sample(6, seed: 4)
        let estimates = mapEncoded(packed, rows, estimator(packed, density, samples: 800).estimate)
        for (estimate, exact) in zip(estimates, rows.values.map(linear.logLikelihood)) {
            #expect(abs(estimate.logLikelihood - exact) < 5 * estimate.standardError + 0.3, "\(estimate)")
        }
    }

    /// Encoders that are plainly wrong, from whose posteriors chains start. Where these are far too wide nothing but
    /// a number can be expected.
    @Test(arguments: [(Float(50), Float(0)), (0, 20), (0, -20), (1e4, 20)])
    func `wrong encoders do no harm`(meanShift: Float, logVarianceShift: Float) throws {
        let linear = try LinearGaussian<Float>(scales: [3, 0.5], sigma: 0.5)
        linear.spoilEncoder(
            meanShift: Double(meanShift), logVarianceShift: Double(logVarianceShift))
        let packed = PackedModel(linear.model, training: true)
        let rows = linear.sample(4, seed: 5)
        for density in FittedDensity.allCases {
            let estimates = mapEncoded(packed, rows, estimator(packed, density, samples: 160).estimate)
            for (estimate, exact) in zip(estimates, rows.values.map(linear.logLikelihood)) {
                #expect(estimate.logLikelihood.isFinite)
                guard logVarianceShift <= 0 else { continue }
                #expect(abs(estimate.logLikelihood - exact) < 5 * estimate.standardError + 1, "\(estimate)")
            }
        }
    }

    @Test func `threads and batches do not matter`() throws {
        let model = try tanhModel(latent: 3)
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 11).rows
        for density in FittedDensity.allCases {
            checkSame(packed, rows, by: estimator(packed, density, samples: 40, chains: 5))
        }
    }
}
