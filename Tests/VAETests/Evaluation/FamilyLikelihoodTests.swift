import Compute
import Foundation
import Testing

@testable import Distributions
@testable import VAE

/// log p(x) of models with a prior on each support.
@Suite struct FamilyLikelihoodTests {
    private static let heavyTails = [
        FamilyCase("cauchy", "cauchy", [0.5, 2], latent: 1),
        FamilyCase("student-t", "student-t", [1.5, 0, 1], latent: 1),
        FamilyCase("pareto", "pareto", [1, 0.7], latent: 1),
    ]
    /// Most draws of which are nearer to an end than float32 tells.
    private static let extremes = [
        FamilyCase("gamma", "gamma", [0.05, 1], latent: 1),
        FamilyCase("beta", "beta", [0.1, 0.1], latent: 2),
    ]

    @Test(arguments: FamilyCase.supports + heavyTails + extremes)
    func `quadrature agrees with a sum over quantiles`(family: FamilyCase) throws {
        let model = try family.model()
        let packed = PackedModel(model, training: false)
        let rows = SimulatedRows(model, count: 4).rows
        let exact = try family.logLikelihoods(model, rows)
        for (estimate, exact) in zip(mapEncoded(packed, rows, Quadrature(packed).estimate), exact) {
            #expect(abs(estimate.logLikelihood - exact) < 5e-3)
            #expect(estimate.standardError < 1e-4)
        }
    }

    @Test(arguments: FamilyCase.supports, ["samples", "annealing", "hmc"])
    func `estimators meet quadrature`(family: FamilyCase, method: String) throws {
        try check(family, method)
    }

    /// The encoder of the Pareto family does not cover its prior.
    @Test(arguments: heavyTails, ["annealing", "hmc"])
    func `chains reach heavy tails`(family: FamilyCase, method: String) throws { try check(family, method) }

    private func check(_ family: FamilyCase, _ method: String) throws {
        let model = try family.model()
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 6).rows
        let estimator: any LikelihoodEstimator =
            switch method {
            case "samples": ImportanceSampler(packed, samples: 2000, seed: 1)
            case "annealing":
                AnnealedImportanceSampler(
                    packed, distributions: 60, schedule: .sigmoid, chains: 16, leapfrogSteps: 5, seed: 1)
            default:
                HamiltonianEstimator(
                    packed, samples: 800, density: .full, chains: 16, warmUp: 50, leapfrogSteps: 5,
                    targetAcceptance: 0.9, seed: 1)
            }
        let exact = mapEncoded(packed, rows, Quadrature(packed).estimate)
        var difference = Moments()
        for (estimate, exact) in zip(mapEncoded(packed, rows, estimator.estimate), exact) {
            guard estimate.isReliable else { continue }
            let error = estimate.standardError + exact.standardError
            #expect(abs(estimate.logLikelihood - exact.logLikelihood) < 4.5 * error)
            difference.add(estimate.logLikelihood - exact.logLikelihood)
        }
        #expect(difference.count >= rows.rowCount / 2)
        #expect(abs(difference.mean) < 0.05 + 2 * difference.standardError)
    }

    /// Weights of the chains either way have the means p(x) and 1 / p(x).
    @Test(arguments: FamilyCase.supports.suffix(4))
    func `bounds from both sides enclose quadrature`(family: FamilyCase) throws {
        let model = try family.model()
        let packed = PackedModel(model, training: true)
        var simulated = SimulatedRows(model, count: 24)
        let exact = mapEncoded(packed, simulated.rows, Quadrature(packed).estimate)
        func check(_ distributions: Int, most: Double) {
            let sampler = AnnealedImportanceSampler(
                packed, distributions: distributions, schedule: .sigmoid, chains: 8, leapfrogSteps: 5, seed: 1
            )
            var (forward, reverse) = (Moments(), Moments())
            let bounds = mapEncoded(packed, simulated.rows) { rows, workers in
                simulated.latents.withUnsafeMutableBufferPointer {
                    sampler.bound(
                        rows,
                        latents: Matrix($0.baseAddress!, rows: rows.count, columns: family.latent), workers)
                }
            }
            var gap = Moments()
            for (bounds, exact) in zip(bounds, exact) {
                forward.add(exp(bounds.lower.logLikelihood - exact.logLikelihood))
                reverse.add(exp(exact.logLikelihood - bounds.upper.logLikelihood))
                gap.add(bounds.gap)
            }
            #expect(abs(forward.mean - 1) < 4 * forward.standardError)
            #expect(abs(reverse.mean - 1) < 4 * reverse.standardError)
            #expect(forward.standardError < most && reverse.standardError < most)
            #expect(gap.mean > -3 * gap.standardError && gap.mean < 3 * most)
        }
        check(8, most: 0.4)
        check(40, most: 0.15)
    }

    @Test(arguments: FamilyCase.supports.suffix(4))
    func `threads and batches do not matter`(family: FamilyCase) throws {
        let model = try family.model()
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 5).rows
        checkSame(
            packed, rows,
            by: AnnealedImportanceSampler(
                packed, distributions: 3, schedule: .sigmoid, chains: 3, leapfrogSteps: 2, seed: 1))
        checkSame(
            packed, rows,
            by: HamiltonianEstimator(
                packed, samples: 8, density: .full, chains: 4, warmUp: 8, leapfrogSteps: 2,
                targetAcceptance: 0.9, seed: 1))
        checkSame(packed, rows, by: ImportanceSampler(packed, samples: 30, seed: 1))
    }
}
