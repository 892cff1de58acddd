import Compute
import Foundation
import Testing

@testable import Distributions

@Suite struct CountQuantileTests {
    /// log P(X = x).
    private func logProbability(_ x: Double, mean m: Double, dispersion r: Double?) -> Double {
        guard let r else { return x * log(m) - m - lgamma(x + 1) }
        return lgamma(x + r) - lgamma(r) - lgamma(x + 1) + r * log(r / (r + m)) + x * log(m / (r + m))
    }

    private func quantile(_ u: Double, mean m: Double, dispersion r: Double?) -> Double {
        r.map { CountQuantile.negativeBinomial(mean: m, dispersion: $0, u) }
            ?? CountQuantile.poisson(mean: m, u)
    }

    static let cases: [(m: Double, r: Double?)] = [
        (1e-6, nil), (0.3, nil), (12, nil), (29.9, nil), (30.1, nil), (400, nil), (0.5, 0.2), (12, 3),
        (20, 0.05), (300, 0.7), (2000, 50), (35, 1e6), (5, 1e-6),
    ]

    @Test(arguments: cases) func `quantiles invert the distribution function`(of: (m: Double, r: Double?)) {
        var (sum, x) = (0.0, 0.0)
        for u in [0, 0.001, 0.2, 0.5, 0.77, 0.95, 0.999] {
            let found = quantile(u, mean: of.m, dispersion: of.r)
            while x < found {
                sum += exp(logProbability(x, mean: of.m, dispersion: of.r))
                x += 1
            }
            // P(X < x) ≤ u < P(X ≤ x).
            #expect(sum <= u + 1e-9)
            #expect(sum + exp(logProbability(x, mean: of.m, dispersion: of.r)) > u - 1e-9)
        }
    }

    @Test(
        arguments: [(1e9, nil), (1e13, nil), (1e13, 1e-6), (1e13, 1e6), (1e-13, 1e-6)] as [(Double, Double?)])
    func `extreme parameters give finite counts`(m: Double, r: Double?) {
        for u in [0, 1e-8, 0.3, 0.999999] {
            let x = quantile(u, mean: m, dispersion: r)
            #expect(x >= 0 && x.isFinite && x.rounded() == x)
        }
        guard r == nil else { return }
        #expect(abs(quantile(0.5, mean: m, dispersion: nil) - m) < 1e-3 * m)
    }

    /// χ² of 10,000 draws on the counts that are expected at least five times; the bounds are its 99.9 % quantiles, from
    /// SciPy 1.17.1, `chi2.ppf(0.999, k)` for k = cells − 1, by Wilson and Hilferty to a percent.
    @Test(arguments: [LikelihoodFamily.poisson, .negativeBinomial, .zeroInflatedNegativeBinomial])
    func `draws have the frequencies of the density`(family: LikelihoodFamily) {
        let likelihood = family.likelihood(mean: .real, sigma: 1) as! any UniformLikelihood
        let outputs: [Float] = [1.2, 0.4, -0.6]
        let count = 10_000
        let kept = Array(outputs.prefix(likelihood.kernel.outputs))
        var rows = (0..<count).flatMap { _ in kept }
        var frequencies: [Double: Double] = [:]
        rows.withUnsafeMutableBufferPointer { buffer in
            let matrix = Matrix(buffer.baseAddress!, rows: count, columns: kept.count)
            let draws = [Float](rows: count, columns: 1) {
                likelihood.sample(
                    from: matrix, numbers: [], noise: Noise(seed: 5, purpose: .likelihood), row: 0, into: $0)
            }
            for x in draws { frequencies[Double(x), default: 0] += 1 }
        }
        let (m, r) = (exp(1.2), family == .poisson ? nil : exp(0.4) as Double?)
        let zeros = family == .zeroInflatedNegativeBinomial ? 1 / (1 + exp(0.6)) : 0
        var (statistic, cells, rest) = (0.0, 0, (expected: Double(count), found: Double(count)))
        for x in 0..<200 {
            let p =
                (1 - zeros) * exp(logProbability(Double(x), mean: m, dispersion: r)) + (x == 0 ? zeros : 0)
            let (expected, found) = (p * Double(count), frequencies[Double(x)] ?? 0)
            guard expected >= 5 else { continue }
            statistic += (found - expected) * (found - expected) / expected
            cells += 1
            rest = (rest.expected - expected, rest.found - found)
        }
        if rest.expected > 1 { statistic += pow(rest.found - rest.expected, 2) / rest.expected }
        let k = Double(cells)
        #expect(statistic < k * pow(1 - 2 / (9 * k) + 3.0902 * (2 / (9 * k)).squareRoot(), 3))
    }
}
