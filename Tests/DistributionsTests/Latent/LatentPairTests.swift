import Foundation
import Testing

@testable import Distributions

/// Which pairs of posterior and prior have finite divergences.
@Suite struct LatentPairTests {
    @Test(arguments: LatentFamilyCase.all) func `allowed pairs have finite divergences`(
        _ posterior: LatentFamilyCase
    ) {
        for family in LatentFamilyCase.all {
            for prior in family.priors where isAllowed(posterior.type, prior) {
                check(posterior.type, prior)
            }
        }
    }

    private func check<Posterior: LatentFamily>(_ posterior: Posterior.Type, _ prior: some LatentFamily) {
        for outputs in [-1.2, 0, 0.8] {
            let theta = Posterior.theta(derivatives(outputs, outputs, outputs), PriorContext(prior))
            let divergence = quadrature(Posterior(theta), prior)
            #expect(divergence.isFinite && divergence > -1e-9, "\(prior), outputs \(outputs): \(divergence)")
        }
    }

    @Test func `refused pairs have infinite divergences`() {
        let normal = Normal(location: 0, scale: 1)
        let gumbel = Gumbel(location: 0, scale: 1)
        #expect(!isAllowed(Cauchy.self, normal))
        #expect(!isAllowed(Laplace.self, gumbel))
        expectGrowth(Cauchy(location: 0, scale: 1), normal, [1e2, 1e4, 1e6])
        expectGrowth(Laplace(location: 0, scale: 2), gumbel, [20, 40, 80])
        #expect(!isAllowed(Pareto.self, Exponential(valid: derivatives(1))))
        expectGrowth(
            Pareto(valid: derivatives(1, 0.5)), Exponential(valid: derivatives(1)), [1e2, 1e4, 1e6])
    }

    /// Each bound of |z| gives an integral that is several times that of the one before.
    private func expectGrowth(_ q: some LatentFamily, _ p: some LatentFamily, _ bounds: [Double]) {
        let integrals = bounds.map { bound in
            q.expectation { abs($0) < bound ? q.logDensity($0) - p.logDensity($0) : 0 }
        }
        for (less, more) in zip(integrals, integrals.dropFirst()) {
            #expect(less > 1 && more > 3 * less, "\(integrals)")
        }
    }

    @Test func `supports that are not contained are refused`() {
        #expect(!isAllowed(Normal.self, Exponential(valid: derivatives(1))))
        #expect(!isAllowed(Gamma.self, Pareto(valid: derivatives(1, 1))))
        #expect(!isAllowed(Gamma.self, Beta(valid: derivatives(1, 1))))
        #expect(isAllowed(Pareto.self, Pareto(valid: derivatives(1, 1))))
        #expect(isAllowed(Uniform.self, Beta(valid: derivatives(1, 1))))
    }
}
