import Compute
import Distributions
import Foundation
import Testing

@testable import VAE

/// log p of the observed numbers of rows with holes, by every estimator, where it is known.
@Suite struct MissingLikelihoodTests {
    private let linear: LinearGaussian<Float>
    private let packed: PackedModel<Float>
    /// A quarter is missing; of the last row everything, of the one before nothing.
    private let rows: Rows

    init() throws {
        linear = try LinearGaussian<Float>(
            scales: [2, 1], sigma: 0.6, standardization: LinearGaussianTests.units)
        linear.spoilEncoder(meanShift: 0, logVarianceShift: 1)
        packed = PackedModel(linear.model, training: true)
        let full = linear.sample(6, seed: 3)
        rows = Rows(
            full.withHoles(0.25).values.prefix(5) + [full.values[5], [Float](repeating: .nan, count: 8)])
    }

    private func estimates(_ estimator: any LikelihoodEstimator) -> [LikelihoodEstimate] {
        mapEncoded(packed, rows) { estimator.estimate($0, $1) }
    }

    private func check(_ estimates: [LikelihoodEstimate], within deviations: Double) {
        for (row, estimate) in estimates.enumerated() {
            let exact = linear.conditional(rows.values[row]).logDensity
            #expect(
                abs(estimate.logLikelihood - exact) < deviations * estimate.standardError + 1e-3,
                "row \(row): \(estimate.logLikelihood) ± \(estimate.standardError), exactly \(exact)")
        }
    }

    @Test func `importance sampling`() {
        check(estimates(ImportanceSampler(packed, samples: 4000, seed: 1)), within: 5)
    }

    @Test func quadrature() { check(estimates(Quadrature(packed)), within: 1) }

    @Test func `annealed importance sampling`() {
        check(
            estimates(
                AnnealedImportanceSampler(
                    packed, distributions: 300, schedule: .sigmoid, chains: 16, leapfrogSteps: 5, seed: 1)),
            within: 5)
    }

    @Test func `Hamiltonian Monte Carlo`() {
        check(
            estimates(
                HamiltonianEstimator(
                    packed, samples: 800, density: .full, chains: 8, warmUp: 100, leapfrogSteps: 5,
                    targetAcceptance: 0.9, seed: 1)), within: 5)
    }

    @Test func `a row of which nothing is observed has the prior as its posterior`() {
        let posteriors = mapEncoded(packed, rows) { rows, _ in
            (0..<rows.count).map { row in rows.posteriors.map { $0[row, 0] } }
        }
        #expect(posteriors[6] == [0, 0] && posteriors[5] != [0, 0])
        let encoder = RowEncoder(linear.model, capacity: 8, seed: 1, workers: Workers(threads: 2))
        let encoded = encoder.posteriors(of: Array(rows.values.joined()), dimensions: 8, latent: 2)
        #expect(encoded[24...] == [0, 0, 0, 0])
        for row in 0..<7 { #expect(encoded[4 * row] == posteriors[row][0]) }
    }

    /// What stands in the place of a missing number does not matter, nor do other rows.
    @Test func `scores do not depend on the batch`() {
        let sampler = ImportanceSampler(packed, samples: 50, seed: 1)
        let whole = estimates(sampler).map(\.logLikelihood)
        for cut in [1, 2, 5] {
            #expect(
                mapEncoded(packed, rows, threads: 1, cut: cut) { sampler.estimate($0, $1) }
                    .map(\.logLikelihood) == whole)
        }
    }
}
