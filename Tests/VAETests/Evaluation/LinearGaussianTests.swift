import Compute
import Foundation
import Testing

@testable import Distributions
@testable import VAE

@Suite struct LinearGaussianTests {
    static let units = Standardization(
        means: (0..<8).map { Double($0) }, scales: [Float](repeating: 4, count: 8))

    private func models() throws -> [LinearGaussian<Double>] {
        try [
            LinearGaussian(scales: [2], sigma: 0.5),
            LinearGaussian(scales: [3, 0.5], sigma: 0.2, shared: true),
            LinearGaussian(scales: [1, 2, 0.1, 5], sigma: 1, standardization: Self.units),
            LinearGaussian(scales: [4, 1], sigma: 0.7, shared: true, standardization: Self.units),
        ]
    }

    /// Reconstruction less divergence of each draw for one row.
    private func draws(_ linear: LinearGaussian<Double>, _ x: [Float], _ estimator: Estimator) -> [Double] {
        let count = 50
        let pass = ModelPass(
            PackedModel(linear.model, training: false), capacity: count, draws: 1, differentiates: false)
        withScratch(Double.self, rows: count, columns: x.count) { rows in
            for r in 0..<count { for (d, x) in x.enumerated() { rows.row(r)[d] = Double(x) } }
            linear.model.prepare(rows, noise: Noise(seed: 1, purpose: .binarization), row: 0)
            pass.batch.input.copy(from: rows)
        }
        Noise(seed: 3, purpose: .posterior).fillNormal(pass.noise.strided, row: 0)
        EvidenceBound(estimator).evaluate(0..<count, of: pass)
        return pass.terms.map(\.bound)
    }

    /// Under the exact posterior log p(x, z) − log q(z|x) is log p(x) whatever z is; the closed form of the KL term
    /// gives that in the mean only.
    @Test func `every draw of estimator A is the log-likelihood`() throws {
        for linear in try models() {
            for x in linear.sample(5, seed: 1).values {
                let exact = linear.logLikelihood(x)
                for value in draws(linear, x, .a) { #expect(abs(value - exact) < 1e-10 * abs(exact)) }
                let values = draws(linear, x, .b)
                #expect(values.max()! - values.min()! > 0.1)
            }
        }
    }

    @Test func `a spoilt encoder leaves a gap`() throws {
        let linear = try LinearGaussian<Double>(scales: [2, 1], sigma: 0.5)
        linear.spoilEncoder(meanShift: 0.3, logVarianceShift: 0.5)
        for x in linear.sample(5, seed: 1).values {
            let values = draws(linear, x, .a)
            #expect(values.reduce(0, +) / Double(values.count) < linear.logLikelihood(x) - 0.1)
            #expect(values.max()! - values.min()! > 0.1)
        }
    }

    /// The mean of log p(x) over draws is minus the entropy.
    @Test func `draws are from the model`() throws {
        let linear = try LinearGaussian<Float>(scales: [2, 1], sigma: 0.5)
        var mean = Moments()
        for x in linear.sample(20_000, seed: 2).values { mean.add(linear.logLikelihood(x)) }
        let logDeterminant = 6 * log(0.25) + log(4.25) + log(1.25)
        let entropy = 0.5 * (8 * log(2 * Double.pi) + logDeterminant + 8)
        #expect(abs(mean.mean + entropy) < 5 * mean.standardError)
    }
}
