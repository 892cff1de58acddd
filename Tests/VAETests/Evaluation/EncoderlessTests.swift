import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

/// Models that are a prior and a decoder alone.
@Suite struct EncoderlessTests {
    @Test func `a model without an encoder has no parameters of one`() throws {
        let model = try tanhModel(latent: 2).withoutEncoder()
        #expect(!model.hasEncoder)
        #expect(model.parameters.layout.entries.allSatisfy { $0.name.hasPrefix("decoder.") })
        #expect(model.networks.count == 1)
    }

    @Test func `hidden layers of an encoder need one`() {
        #expect(throws: Architecture.Invalid.self) {
            try ModelLayout(Architecture(shape: Shape([4]), latent: 2, hidden: [3], encodes: false))
        }
    }

    @Test(arguments: [[2], [0.1], [8, 20], [1, 2]])
    func `quadrature finds peaks by itself`(scales: [Double]) throws {
        let linear = try LinearGaussian<Float>(
            scales: scales, sigma: 0.5, shared: true, standardization: LinearGaussianTests.units)
        let rows = linear.sample(6, seed: 3)
        let packed = PackedModel(try linear.model.withoutEncoder(), training: false)
        let estimates = mapEncoded(packed, rows, Quadrature(packed).estimate)
        for (estimate, x) in zip(estimates, rows.values) {
            #expect(abs(estimate.logLikelihood - linear.logLikelihood(x)) < 1e-4)
        }
    }

    @Test func `chains that start from the prior alone estimate log p(x)`() throws {
        let linear = try LinearGaussian<Float>(scales: [2, 0.5], sigma: 0.4)
        let rows = linear.sample(4, seed: 5)
        let packed = PackedModel(try linear.model.withoutEncoder(), training: true)
        let estimator = HamiltonianEstimator(
            packed, samples: 200, density: .full, chains: 8, warmUp: 40, leapfrogSteps: 5,
            targetAcceptance: 0.9, seed: 1)
        let annealing = AnnealedImportanceSampler(
            packed, distributions: 60, schedule: .sigmoid, chains: 16, leapfrogSteps: 5, seed: 1)
        let estimators: [any LikelihoodEstimator] = [estimator, annealing]
        for estimator in estimators {
            for (estimate, x) in zip(mapEncoded(packed, rows, estimator.estimate), rows.values) {
                let error = abs(estimate.logLikelihood - linear.logLikelihood(x))
                #expect(error < 0.1 + 5 * estimate.standardError, "\(estimator.name)")
                #expect(estimate.standardError < 1, "\(estimator.name)")
            }
        }
    }

    /// Posteriors of several modes, of which chains that start from the prior one by one find any.
    @Test func `modes get as many chains as they weigh`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([12]), latent: 2, hidden: [10], activation: .tanh))
        model.fillParameters(scale: 2)
        let rows = SimulatedRows(model, count: 6).rows
        let packed = PackedModel(try model.withoutEncoder(), training: true)
        let estimator = HamiltonianEstimator(
            packed, samples: 200, density: .full, chains: 4, warmUp: 40, leapfrogSteps: 5,
            targetAcceptance: 0.9, seed: 1)
        let estimates = mapEncoded(packed, rows, estimator.estimate)
        for (estimate, exact) in zip(estimates, gridLogLikelihoods(model, rows, resolution: 20)) {
            #expect(abs(estimate.logLikelihood - exact) < 1)
        }
        // The same for any cut of the rows and any number of threads.
        let others = mapEncoded(packed, rows, threads: 1, cut: 2, estimator.estimate)
        #expect(others.map(\.logLikelihood) == estimates.map(\.logLikelihood))
    }

    @Test func `particles are drawn in proportion to their weights`() {
        var weights = ParticleWeights(count: 4)
        #expect(weights.resample(count: 4, place: 0.99) == [0, 1, 2, 3])
        weights.multiply { [log(0.5), -.infinity, .nan, log(1.5)][$0] }
        #expect(abs(weights.effectiveSampleSize - 4 / 2.5) < 1e-12)
        #expect(weights.resample(count: 8, place: 0.5) == [0, 0, 3, 3, 3, 3, 3, 3])
        #expect(weights.effectiveSampleSize == 4)
        weights.multiply { _ in .nan }
        #expect(weights.resample(count: 2, place: 0) == [0, 2])
    }

    @Test func `draws of the posterior have the exact means`() throws {
        let linear = try LinearGaussian<Float>(scales: [3, 0.5], sigma: 0.5)
        let rows = linear.sample(8, seed: 3)
        let exact = mapEncoded(PackedModel(linear.model, training: false), rows) { rows, _ in
            (0..<rows.count).map { row in
                [Float](rows: 1, columns: 4) { rows.copyParameters(of: row, to: $0.elements) }
            }
        }
        let packed = PackedModel(try linear.model.withoutEncoder(), training: true)
        let sampler = PosteriorSampler(
            packed, chains: 16, transitions: 100, warmUp: 60, leapfrogSteps: 8, targetAcceptance: 0.9, seed: 1
        )
        let draws = mapEncoded(packed, rows) { sampler.sample($0, draws: 0, $1) }
        for (draws, exact) in zip(draws, exact) {
            #expect(draws.isReliable)
            for j in 0..<2 {
                let deviation = exp(exact[2 + j] / 2)
                #expect(abs(draws.means[j] - exact[j]) < 0.15 * deviation)
            }
        }
    }
}
