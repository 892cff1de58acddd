import Compute
import Testing

@testable import VAE

/// All ways to log p(x) on models of one and two latent dimensions, quadrature being the oracle.
@Suite struct LikelihoodAgreementTests {
    @Test(arguments: [1, 2], ["samples", "annealing", "hmc"])
    func `estimators meet quadrature`(latent: Int, method: String) throws {
        let (model, rows) = try trainedModel(latent: latent, count: 24)
        let packed = PackedModel(model, training: true)
        let estimator: any LikelihoodEstimator =
            switch method {
            case "samples": ImportanceSampler(packed, samples: 5000, seed: 1)
            case "annealing":
                AnnealedImportanceSampler(
                    packed, distributions: 300, schedule: .sigmoid, chains: 64, leapfrogSteps: 5, seed: 1)
            default:
                HamiltonianEstimator(
                    packed, samples: 2000, density: .full, chains: 20, warmUp: 50, leapfrogSteps: 5,
                    targetAcceptance: 0.9, seed: 1)
            }
        let exact = mapEncoded(packed, rows, Quadrature(packed).estimate)
        var difference = 0.0
        for (estimate, exact) in zip(mapEncoded(packed, rows, estimator.estimate), exact) {
            let error = estimate.standardError + exact.standardError
            #expect(abs(estimate.logLikelihood - exact.logLikelihood) < 4.5 * error)
            difference += abs(estimate.logLikelihood - exact.logLikelihood) / Double(rows.rowCount)
        }
        #expect(difference < 0.05)
    }
}
