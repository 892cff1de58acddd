import Compute
import Foundation
import Testing

@testable import Distributions
@testable import VAE

@Suite struct AnnealingScheduleTests {
    @Test(arguments: AnnealingSchedule.allCases) func `schedules go from 0 to 1`(schedule: AnnealingSchedule)
    {
        for count in [1, 2, 7, 100] {
            let betas = (0...count).map { schedule.beta($0, of: count) }
            #expect(betas.first == 0 && betas.last == 1)
            for t in 1...count { #expect(betas[t] > betas[t - 1]) }
        }
    }

    @Test func `sigmoid follows its formula`() {
        func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
        for t in 0...10 {
            let beta = AnnealingSchedule.sigmoid.beta(t, of: 10)
            let value = sigmoid(4 * (2 * Double(t) / 10 - 1))
            #expect(abs(beta - (value - sigmoid(-4)) / (sigmoid(4) - sigmoid(-4))) < 1e-15)
        }
    }

    @Test func `step sizes between those of the curve`() {
        var (curve, sizes) = (StepSizeCurve(), StepSizes(rows: 1, target: 0.5))
        curve.add(sizes)
        sizes.update([0.7], rate: 10)
        curve.add(sizes)
        for t in 0...4 { #expect(abs(log(curve.sizes(t, of: 4)[0]) - Double(t) / 2) < 1e-12) }
    }
}

@Suite struct AnnealedImportanceSamplerTests {
    private func sampler(
        _ packed: PackedModel<Float>, _ distributions: Int, _ schedule: AnnealingSchedule = .sigmoid,
        chains: Int, leapfrogSteps: Int = 5
    ) -> AnnealedImportanceSampler {
        AnnealedImportanceSampler(
            packed, distributions: distributions, schedule: schedule, chains: chains,
            leapfrogSteps: leapfrogSteps, seed: 1)
    }

    private func check(_ estimates: [LikelihoodEstimate], _ exact: [Double]) {
        var deviation = Moments()
        for (estimate, exact) in zip(estimates, exact) {
            deviation.add(estimate.logLikelihood - exact)
            #expect(abs(estimate.logLikelihood - exact) < 4.5 * estimate.standardError)
            #expect(estimate.standardError < 0.3)
        }
        #expect(abs(deviation.mean) < 0.05)
    }

    @Test(arguments: AnnealingSchedule.allCases)
    func `linear models have their closed form`(schedule: AnnealingSchedule) throws {
        let linear = try LinearGaussian<Float>(
            scales: [2, 0.5, 1], sigma: 0.5, standardization: LinearGaussianTests.units)
        let packed = PackedModel(linear.model, training: true)
        let rows = linear.sample(10, seed: 3)
        let sampler = sampler(packed, 200, schedule, chains: 40)
        check(mapEncoded(packed, rows, sampler.estimate), rows.values.map(linear.logLikelihood))
    }

    @Test(arguments: [1, 2]) func `models with one or two latents agree with a grid`(latent: Int) throws {
        let model = try tanhModel(latent: latent)
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 12).rows
        let sampler = sampler(packed, 60, chains: 40)
        check(mapEncoded(packed, rows, sampler.estimate), gridLogLikelihoods(model, rows))
    }

    /// Weights have the mean p(x), and those of reverse chains from draws of the posterior 1 / p(x), also where few
    /// distributions make them vary.
    @Test func `weights are unbiased`() throws {
        let linear = try LinearGaussian<Float>(scales: [1.5, 0.5], sigma: 0.7)
        let packed = PackedModel(linear.model, training: true)
        let x = linear.sample(1, seed: 3).values[0]
        let exact = linear.logLikelihood(x)
        let rows = Rows([[Float]](repeating: x, count: 400))
        let sampler = sampler(packed, 6, chains: 8)
        let bounds = mapEncoded(packed, rows) { rows, workers in
            withLatents(rows.count, 2) { latents in
                Noise(seed: 9, purpose: .posterior).fillNormal(latents, row: 0)
                linear.model.posterior.draw(
                    rows.batch(noise: latents.strided, latents: latents.strided, draws: 1))
                return sampler.bound(rows, latents: latents, workers)
            }
        }
        var (forward, reverse) = (Moments(), Moments())
        for bounds in bounds {
            forward.add(exp(bounds.lower.logLikelihood - exact))
            reverse.add(exp(exact - bounds.upper.logLikelihood))
        }
        #expect(abs(forward.mean - 1) < 4 * forward.standardError)
        #expect(abs(reverse.mean - 1) < 4 * reverse.standardError)
        #expect(forward.standardError < 0.05 && reverse.standardError < 0.05)
    }

    private func withLatents<Result>(
        _ rows: Int, _ columns: Int, _ body: (Matrix<Float>) -> [Result]
    ) -> [Result] {
        var result: [Result] = []
        withScratch(Float.self, rows: rows, columns: columns) { result = body($0) }
        return result
    }

    private func bounds(
        _ model: VariationalAutoencoder<Float>, _ simulated: SimulatedRows, distributions: Int
    ) -> [BidirectionalEstimate] {
        let packed = PackedModel(model, training: true)
        var latents = simulated.latents
        let sampler = sampler(packed, distributions, chains: 8)
        return mapEncoded(packed, simulated.rows) { rows, workers in
            latents.withUnsafeMutableBufferPointer {
                sampler.bound(
                    rows,
                    latents: Matrix($0.baseAddress!, rows: rows.count, columns: model.architecture.latent),
                    workers)
            }
        }
    }

    @Test func `bounds enclose the log-likelihood and meet`() throws {
        let model = try tanhModel(latent: 2, dimensions: 40)
        let simulated = SimulatedRows(model, count: 100)
        let exact = gridLogLikelihoods(model, simulated.rows)
        func means(_ distributions: Int) -> (lower: Moments, upper: Moments) {
            var (lower, upper) = (Moments(), Moments())
            for (bounds, exact) in zip(bounds(model, simulated, distributions: distributions), exact) {
                lower.add(bounds.lower.logLikelihood - exact)
                upper.add(bounds.upper.logLikelihood - exact)
            }
            return (lower, upper)
        }
        let coarse = means(4)
        #expect(coarse.lower.mean < -2 * coarse.lower.standardError)
        #expect(coarse.upper.mean > 2 * coarse.upper.standardError)
        let fine = means(200)
        #expect(abs(fine.lower.mean) < 0.05 && abs(fine.upper.mean) < 0.05)
    }

    @Test func `threads and batches do not matter`() throws {
        let model = try tanhModel(latent: 3)
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 11).rows
        for chains in [1, 5, 33] {
            let sampler = sampler(packed, 20, chains: chains)
            checkSame(packed, rows, by: sampler)
        }
    }
}

/// Checks that estimates are the same for any number of threads and any cut into batches.
func checkSame(_ packed: PackedModel<Float>, _ rows: Rows, by estimator: any LikelihoodEstimator) {
    func numbers(threads: Int, cut: Int? = nil) -> [UInt64] {
        mapEncoded(packed, rows, threads: threads, cut: cut, estimator.estimate).flatMap {
            ([$0.logLikelihood, $0.standardError] + $0.diagnostics).map(\.bitPattern)
        }
    }
    let whole = numbers(threads: 1)
    #expect(whole.count == rows.rowCount * (2 + estimator.diagnostics.count))
    #expect(numbers(threads: 2) == whole)
    #expect(numbers(threads: 1, cut: 3) == whole)
    #expect(numbers(threads: 2, cut: 4) == whole)
}
