import Foundation
import Testing

@testable import Distributions

/// Expectations, entropies' slopes and terms of log-densities, against quadrature, differences and each other.
@Suite struct LatentExpectationTests {
    private let statistics: [LatentStatistic] = [
        .value, .square, .magnitude, .logarithm, .squaredLogarithm, .complementLogarithm,
        .power(0.7), .power(1), .power(3), .exponential(-0.5), .exponential(0.3),
    ]

    @Test(arguments: LatentFamilyCase.all) func `expectations are those of quadrature`(
        _ family: LatentFamilyCase
    ) {
        checkValues(family.type, [-2.5, -0.6, 0, 1.7], 1e-8)
        checkValues(family.type, [-30, -6, 5, 30], 1e-6)
    }

    private func checkValues<Family: LatentFamily>(
        _ type: Family.Type, _ outputs: [Double], _ tolerance: Double
    ) {
        for context in Family.contexts {
            for point in outputGrid(outputs, count: Family.outputCount) {
                let theta = Family.theta(point, context)
                for statistic in statistics {
                    guard let found = Family.expectation(of: statistic, theta)?.value, found < 1e100 else {
                        continue
                    }
                    let expected = Family(theta).pointExpectation(statistic.value)
                    expectClose(found, expected, tolerance, floor: 1e-3, "\(statistic), outputs \(point)")
                }
            }
        }
    }

    @Test(arguments: LatentFamilyCase.all) func `slopes of expectations are finite differences`(
        _ family: LatentFamilyCase
    ) throws {
        try checkSlopes(family.type)
    }

    private func checkSlopes<Family: LatentFamily>(_ type: Family.Type) throws {
        for context in Family.contexts {
            for point in outputGrid([-7, -2.5, 0.1, 1.7, 5], count: Family.outputCount) {
                for statistic in statistics
                where Family.expectation(of: statistic, Family.theta(point, context)) != nil {
                    try expectSlopes(
                        of: { try #require(Family.expectation(of: statistic, Family.theta($0, context))) },
                        at: point, count: Family.outputCount, "\(statistic)")
                }
            }
        }
    }

    @Test(arguments: LatentFamilyCase.all) func `slopes of entropies are finite differences`(
        _ family: LatentFamilyCase
    ) throws {
        try checkEntropy(family.type)
    }

    private func checkEntropy<Family: LatentFamily>(_ type: Family.Type) throws {
        for context in Family.contexts {
            for point in outputGrid([-7, -2.5, 0.1, 1.7, 5], count: Family.outputCount) {
                try expectSlopes(
                    of: { outputs in
                        let theta = Family.theta(outputs, context)
                        let member = Family(theta)
                        let slopes = try #require(member.entropySlopes)
                        return Dual(
                            member.entropy,
                            slopes[0] * theta.0.slopes + slopes[1] * theta.1.slopes
                                + slopes[2] * theta.2.slopes)
                    }, at: point, count: Family.outputCount, rounding: 1e-7)
            }
        }
    }

    @Test(arguments: LatentFamilyCase.all) func `terms add up to the log-density`(_ family: LatentFamilyCase)
    {
        checkTerms(family.type)
    }

    private func checkTerms<Family: LatentFamily>(_ type: Family.Type) {
        for point in outputGrid([-1.3, 0, 1.6], count: Family.outputCount) {
            let prior = Family(Family.theta(point, PriorContext(Family.priors[0])))
            guard let terms = prior.logDensityTerms else { continue }
            for share in [1e-3, 0.2, 0.5, 0.9, 0.999] {
                let z = prior.draw(core: prior.core(prior.noise == .normal ? 4 * share - 2 : share))
                let sum = terms.terms.reduce(terms.constant) {
                    $0 + $1.weight * $1.statistic.value(SupportPoint(z))
                }
                let size = terms.terms.reduce(abs(terms.constant)) {
                    $0 + abs($1.weight * $1.statistic.value(SupportPoint(z)))
                }
                expectClose(sum, prior.logDensity(z), 1e-12, floor: max(size, 1), "\(point), z = \(z)")
            }
        }
    }

    @Test func `families with terms`() {
        let found = LatentFamilyCase.all.filter { $0.priors[0].logDensityTerms != nil }.map(\.testDescription)
        #expect(
            found == [
                "exponential", "rayleigh", "pareto", "weibull", "reciprocal", "gompertz", "gumbel", "erlang",
                "laplace", "uniform", "gaussian", "log-normal", "gamma", "beta", "chi-squared",
            ])
        #expect(Laplace(location: 1, scale: 1).logDensityTerms == nil)
        #expect(Weibull(valid: derivatives(1e-300, 2)).logDensityTerms == nil)
        #expect(Weibull(valid: derivatives(1e300, 2)).logDensityTerms == nil)
        #expect(Gumbel(location: -1e3, scale: 1).logDensityTerms == nil)
    }

    @Test func `terms without weight are left out`() {
        #expect(Beta(valid: derivatives(1, 1)).logDensityTerms?.terms.isEmpty == true)
        #expect(Gamma(valid: derivatives(1, 2)).logDensityTerms?.terms.count == 1)
    }
}

extension LatentStatistic {
    /// T(z).
    fileprivate func value(_ point: SupportPoint) -> Double {
        let z = point.z
        switch self {
        case .value: return z
        case .square: return z * z
        case .magnitude: return abs(z)
        case .logarithm: return log(z)
        case .squaredLogarithm: return log(z) * log(z)
        case .complementLogarithm: return log(point.complement)
        case .power(let k): return pow(z, k)
        case .exponential(let c): return exp(c * z)
        }
    }
}
