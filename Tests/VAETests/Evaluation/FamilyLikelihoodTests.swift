import Compute
import Testing

@testable import Distributions
@testable import VAE

/// log p(x) of models with a prior on each support.
@Suite struct FamilyLikelihoodTests {
    private static let heavyTails = [
        FamilyCase("cauchy", "cauchy", [0.5, 2], latent: 1),
        FamilyCase("student-t", "student-t", [1.5, 0, 1], latent: 2),
        FamilyCase("pareto", "pareto", [1, 0.7], latent: 1),
        FamilyCase("gamma", "gamma", [0.05, 1], latent: 1),
        FamilyCase("beta", "beta", [0.1, 0.1], latent: 2),
    ]

    @Test(arguments: FamilyCase.supports + heavyTails)
    func `quadrature agrees with a sum over quantiles`(family: FamilyCase) throws {
        let model = try family.model()
        let packed = PackedModel(model, training: false)
        let rows = SimulatedRows(model, count: 6).rows
        let exact = try family.logLikelihoods(model, rows)
        for (estimate, exact) in zip(mapEncoded(packed, rows, Quadrature(packed).estimate), exact) {
            #expect(abs(estimate.logLikelihood - exact) < 2e-3)
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
        let rows = SimulatedRows(model, count: 12).rows
        let estimator: any LikelihoodEstimator =
            switch method {
            case "samples": ImportanceSampler(packed, samples: 2000, seed: 1)
            case "annealing":
                AnnealedImportanceSampler(
                    packed, distributions: 100, schedule: .sigmoid, chains: 32, leapfrogSteps: 5, seed: 1)
            default:
                HamiltonianEstimator(
                    packed, samples: 1000, density: .full, chains: 20, warmUp: 50, leapfrogSteps: 5,
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
        print(
            "DIAG \(family) \(method): \(difference.count) of 12 reliable, \(difference.mean) +- \(difference.standardError)"
        )
        #expect(difference.count >= 9)
        #expect(abs(difference.mean) < 0.05)
    }

    @Test(arguments: FamilyCase.supports.suffix(4))
    func `bounds from both sides enclose quadrature`(family: FamilyCase) throws {
        let model = try family.model()
        let packed = PackedModel(model, training: true)
        var simulated = SimulatedRows(model, count: 60)
        let exact = mapEncoded(packed, simulated.rows, Quadrature(packed).estimate)
        func means(_ distributions: Int) -> (lower: Moments, upper: Moments) {
            let sampler = AnnealedImportanceSampler(
                packed, distributions: distributions, schedule: .sigmoid, chains: 8, leapfrogSteps: 5, seed: 1
            )
            var (lower, upper) = (Moments(), Moments())
            let bounds = mapEncoded(packed, simulated.rows) { rows, workers in
                simulated.latents.withUnsafeMutableBufferPointer {
                    sampler.bound(
                        rows,
                        latents: Matrix($0.baseAddress!, rows: rows.count, columns: family.latent), workers)
                }
            }
            for (bounds, exact) in zip(bounds, exact) {
                lower.add(bounds.lower.logLikelihood - exact.logLikelihood)
                upper.add(bounds.upper.logLikelihood - exact.logLikelihood)
            }
            return (lower, upper)
        }
        let coarse = means(3)
        print(
            "DIAG \(family) coarse \(coarse.lower.mean) \(coarse.lower.standardError) \(coarse.upper.mean)  \(coarse.upper.standardError)"
        )
        #expect(coarse.lower.mean < coarse.lower.standardError)
        #expect(coarse.upper.mean > -coarse.upper.standardError)
        let fine = means(100)
        print("DIAG \(family) fine \(fine.lower.mean) \(fine.upper.mean)")
        #expect(abs(fine.lower.mean) < 0.05 && abs(fine.upper.mean) < 0.05)
    }
}
