import Foundation
import Testing

@testable import Distributions

/// Closed divergences of every pair of families that has one.
@Suite struct LatentDivergenceTests {
    @Test(arguments: LatentFamilyCase.all) func `divergences are those of quadrature`(
        _ posterior: LatentFamilyCase
    ) throws {
        try forEachPrior(posterior) { type, prior in try checkValues(type, prior) }
    }

    private func checkValues<Posterior: LatentFamily>(
        _ posterior: Posterior.Type, _ prior: some LatentFamily
    ) throws {
        let terms = try #require(prior.logDensityTerms)
        let context = PriorContext(prior)
        for point in outputGrid([-1.2, 0, 0.8], count: Posterior.outputCount) {
            let theta = Posterior.theta(point, context)
            guard let found = Posterior.divergence(theta, from: terms) else { continue }
            let expected = quadrature(Posterior(theta), prior)
            expectClose(found.value, expected, 1e-7, "\(prior), outputs \(point)")
            #expect(found.value >= -1e-12)
            try expectSlopes(
                of: { try #require(Posterior.divergence(Posterior.theta($0, context), from: terms)) },
                at: point, count: Posterior.outputCount, "\(prior)")
        }
    }

    @Test(arguments: LatentFamilyCase.all) func `divergences stay closed and finite`(
        _ posterior: LatentFamilyCase
    )
        throws
    {
        forEachPrior(posterior) { type, prior in checkFinite(type, prior) }
    }

    private func checkFinite<Posterior: LatentFamily>(
        _ posterior: Posterior.Type, _ prior: some LatentFamily
    ) {
        let (context, terms) = (PriorContext(prior), prior.logDensityTerms!)
        let isClosed = Posterior.divergence(Posterior.theta(.zero, context), from: terms) != nil
        for point in outputGrid([-1e6, -30, -1, 0, 1, 30, 1e6], count: Posterior.outputCount) {
            let found = Posterior.divergence(Posterior.theta(point, context), from: terms)
            #expect((found != nil) == isClosed, "\(prior), outputs \(point)")
            guard let found else { continue }
            #expect(found.isFinite, "\(prior), outputs \(point): found \(found)")
            #expect(found.value >= -1e-9, "\(prior), outputs \(point): found \(found)")
        }
    }

    @Test(arguments: LatentFamilyCase.all) func `a family's divergence from itself is 0`(
        _ family: LatentFamilyCase
    ) {
        checkSelf(family.type)
    }

    private func checkSelf<Family: LatentFamily>(_ type: Family.Type) {
        let context = PriorContext(Family.priors[0])
        for point in outputGrid([-1.3, 0, 0.9], count: Family.outputCount) {
            let theta = Family.theta(point, context)
            let values = derivatives(theta.0.value, theta.1.value, theta.2.value)
            guard let terms = Family(valid: values).logDensityTerms,
                let found = Family.divergence(variables(values), from: terms)
            else { continue }
            let size = terms.terms.reduce(abs(terms.constant)) { $0 + abs($1.weight) }
            #expect(abs(found.value) <= 1e-12 * max(size, 1), "\(point)")
            guard !Family.movesSupport else { continue }
            for index in Family.parameters.indices {
                #expect(abs(found.slopes[index]) <= 1e-11 * max(size, 1), "\(point), slope \(index)")
            }
        }
    }

    /// Of standard priors.
    @Test(arguments: [
        ("gaussian", "gumbel laplace gaussian"), ("laplace", "laplace gaussian"),
        ("logistic", "laplace gaussian"), ("gumbel", "gumbel gaussian"), ("student-t", "gaussian"),
        ("cauchy", ""),
        (
            "uniform",
            "exponential rayleigh pareto weibull reciprocal gompertz gumbel erlang laplace uniform gaussian"
                + " log-normal gamma beta chi-squared"
        ),
        ("triangular", "exponential uniform gaussian gamma beta chi-squared"),
        (
            "reciprocal",
            "exponential rayleigh pareto weibull reciprocal erlang laplace uniform gaussian log-normal gamma"
                + " beta chi-squared"
        ),
        (
            "beta",
            "exponential rayleigh weibull erlang laplace uniform gaussian log-normal gamma beta chi-squared"
        ),
        (
            "exponential",
            "exponential rayleigh weibull gumbel erlang laplace gaussian log-normal gamma chi-squared"
        ),
        (
            "gamma",
            "exponential rayleigh weibull gumbel erlang laplace gaussian log-normal gamma chi-squared"
        ),
        (
            "erlang",
            "exponential rayleigh weibull gumbel erlang laplace gaussian log-normal gamma chi-squared"
        ),
        (
            "chi-squared",
            "exponential rayleigh weibull gumbel erlang laplace gaussian log-normal gamma chi-squared"
        ),
        ("weibull", "exponential rayleigh weibull erlang laplace gaussian log-normal gamma chi-squared"),
        ("rayleigh", "exponential rayleigh weibull erlang laplace gaussian log-normal gamma chi-squared"),
        ("log-normal", "exponential rayleigh weibull erlang laplace gaussian log-normal gamma chi-squared"),
        ("f", "exponential erlang laplace log-normal gamma chi-squared"),
        ("gompertz", "exponential laplace gamma chi-squared"), ("pareto", "pareto log-normal"),
    ]) func `pairs with closed divergences`(_ posterior: String, _ priors: String) throws {
        let type = try #require(ReparameterizedFamilies.named(posterior) as? any LatentFamily.Type)
        let found = LatentFamilyCase.all.filter { hasDivergence(type, $0.priors[0]) }
        #expect(found.map(\.testDescription).joined(separator: " ") == priors)
    }

    private func hasDivergence<Posterior: LatentFamily>(
        _ posterior: Posterior.Type, _ prior: some LatentFamily
    ) -> Bool {
        guard isAllowed(posterior, prior), let terms = prior.logDensityTerms else { return false }
        return Posterior.divergence(Posterior.theta(.zero, PriorContext(prior)), from: terms) != nil
    }

    private func forEachPrior(
        _ posterior: LatentFamilyCase,
        _ body: (any LatentFamily.Type, any LatentFamily) throws -> Void
    ) rethrows {
        for family in LatentFamilyCase.all {
            for prior in family.priors
            where prior.logDensityTerms != nil && isAllowed(posterior.type, prior) {
                try body(posterior.type, prior)
            }
        }
    }
}

/// KL(q ‖ p).
func quadrature(_ q: some LatentFamily, _ p: some LatentFamily) -> Double {
    // Where z rounds to an end, the density of triangular priors is 0.
    q.pointExpectation { point in
        p is Triangular && point.z == p.support.upperEnd ? 0 : q.logDensity(point) - p.logDensity(point)
    }
}

/// Whether divergences of a posterior's family from a prior are finite, as support and tails tell.
func isAllowed(_ posterior: any LatentFamily.Type, _ prior: some LatentFamily) -> Bool {
    let (growth, decay) = (prior.growth, posterior.decay)
    return prior.support.contains(posterior.reach(within: prior.support))
        && growth.lower.hasExpectation(under: decay.lower)
        && growth.upper.hasExpectation(under: decay.upper)
}
