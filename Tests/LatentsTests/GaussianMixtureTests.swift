import Compute
import Foundation
import Testing

@testable import Latents

@Suite struct GaussianMixtureTests {
    private static let truth = GaussianMixture(components: [
        GaussianMixture.Component(weight: 0.7, mean: [2, -1], factor: [0.5, 0, 0.4, 0.3]),
        GaussianMixture.Component(weight: 0.3, mean: [-1, 3], factor: [1, 0, -0.5, 0.2]),
    ])

    private func fit(
        _ rows: [Float], columns: Int = 2, components: Int, seed: UInt64 = 1, threads: Int = 2
    ) -> GaussianMixture.Fit {
        var rows = rows
        return rows.withUnsafeMutableBufferPointer {
            GaussianMixture.fit(
                Matrix($0.baseAddress!, rows: $0.count / columns, columns: columns), components: components,
                seed: seed, Workers(threads: threads))
        }
    }

    private func covariance(_ component: GaussianMixture.Component) -> [Double] {
        let c = component.factor
        return [c[0] * c[0], c[0] * c[2], c[2] * c[2] + c[3] * c[3]]
    }

    private func meanAndCovariance(_ rows: [Float]) -> (mean: [Double], covariance: [Double]) {
        let count = Double(rows.count / 2)
        var (mean, squares) = ([0.0, 0.0], [0.0, 0, 0])
        for place in stride(from: 0, to: rows.count, by: 2) {
            for j in 0..<2 { mean[j] += Double(rows[place + j]) / count }
        }
        for place in stride(from: 0, to: rows.count, by: 2) {
            let (a, b) = (Double(rows[place]) - mean[0], Double(rows[place + 1]) - mean[1])
            for (i, product) in [a * a, a * b, b * b].enumerated() { squares[i] += product / count }
        }
        return (mean, squares)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `a known mixture is found`(seed: UInt64) {
        let rows = Self.truth.sample(20_000, seed: 5, row: 0)
        let found = fit(rows, components: 2, seed: seed).mixture.components.sorted { $0.weight > $1.weight }
        for (found, expected) in zip(found, Self.truth.components) {
            #expect(abs(found.weight - expected.weight) < 0.015)
            for (a, b) in zip(found.mean, expected.mean) { #expect(abs(a - b) < 0.05) }
            for (a, b) in zip(covariance(found), covariance(expected)) { #expect(abs(a - b) < 0.05) }
        }
    }

    /// Beside what the floor of the variances costs.
    @Test(arguments: [1, 2, 3, 8, 30]) func `the likelihood never falls`(components: Int) {
        let fit = fit(Self.truth.sample(500, seed: 6, row: 0), components: components)
        for (before, after) in zip(fit.logLikelihoods, fit.logLikelihoods.dropFirst()) {
            #expect(after >= before - 1e-4)
        }
        #expect(abs(fit.mixture.components.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    }

    @Test func `one component has the mean and covariance of the rows`() {
        let rows = Self.truth.sample(300, seed: 7, row: 0)
        let component = fit(rows, components: 1).mixture.components[0]
        let (mean, squares) = meanAndCovariance(rows)
        for (a, b) in zip(component.mean, mean) { #expect(abs(a - b) < 1e-9) }
        for (a, b) in zip(covariance(component), squares) { #expect(abs(a - b) < 1e-5 * squares[0]) }
    }

    @Test func `samples have the moments of the mixture`() {
        let (mean, squares) = meanAndCovariance(Self.truth.sample(100_000, seed: 8, row: 0))
        let components = Self.truth.components
        for j in 0..<2 {
            let expected = components.reduce(0) { $0 + $1.weight * $1.mean[j] }
            #expect(abs(mean[j] - expected) < 0.03)
        }
        let first = components.reduce(0) {
            $0 + $1.weight * (covariance($1)[0] + $1.mean[0] * $1.mean[0])
        }
        let centre = components.reduce(0) { $0 + $1.weight * $1.mean[0] }
        #expect(abs(squares[0] - (first - centre * centre)) < 0.05)
    }

    @Test func `a temperature of zero gives the means`() {
        let rows = Self.truth.sample(50, temperature: 0, seed: 1, row: 0)
        for place in stride(from: 0, to: rows.count, by: 2) {
            let z = rows[place..<place + 2].map { Double($0) }
            #expect(Self.truth.components.map(\.mean).contains(z))
        }
    }

    @Test func `samples depend on their place alone`() {
        let all = Self.truth.sample(20, seed: 3, row: 0)
        #expect(Self.truth.sample(12, seed: 3, row: 8) == Array(all[16...]))
    }

    /// Rows that are all the same, rows on a line, and as many components as rows.
    @Test func `thin data do not break it`() {
        let same = fit([Float](repeating: 3, count: 20), components: 4)
        for component in same.mixture.components {
            for value in component.factor { #expect(value.isFinite) }
        }
        #expect(same.mixture.sample(5, seed: 1, row: 0).allSatisfy { abs($0 - 3) < 1e-3 })
        let line = fit((0..<40).map { Float($0 / 2) }, components: 3)
        for z in line.mixture.sample(50, seed: 1, row: 0) { #expect(z.isFinite) }
        let each = fit([0, 0, 5, 5, 9, 1], components: 3)
        for z in each.mixture.sample(50, seed: 1, row: 0) { #expect(z.isFinite) }
    }

    @Test func `threads do not matter`() {
        let rows = Self.truth.sample(3000, seed: 9, row: 0)
        let fits = [1, 2, 5].map { fit(rows, components: 5, threads: $0) }
        for other in fits.dropFirst() {
            #expect(other.logLikelihoods == fits[0].logLikelihoods)
            #expect(other.mixture.sample(9, seed: 1, row: 0) == fits[0].mixture.sample(9, seed: 1, row: 0))
        }
    }
}
