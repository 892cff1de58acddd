import Compute
import Foundation
import Tensors
import Testing

@testable import Distributions
@testable import VAE

@Suite struct ImportanceSamplerTests {
    private func estimates(
        _ model: VariationalAutoencoder<Float>, _ rows: Rows, samples: Int, precision: Precision = .float32,
        threads: Int = 2, cut: Int? = nil
    ) -> [LikelihoodEstimate] {
        let packed = PackedModel(model, training: false, precision: precision)
        let sampler = ImportanceSampler(packed, samples: samples, seed: 1)
        return mapEncoded(packed, rows, threads: threads, cut: cut, sampler.estimate)
    }

    /// Under the exact posterior all weights are p(x).
    @Test(arguments: [1, 3, 128, 1000]) func `the exact posterior needs one sample`(samples: Int) throws {
        let linear = try LinearGaussian<Float>(scales: [2, 1], sigma: 0.5)
        let rows = linear.sample(5, seed: 1)
        for (estimate, x) in zip(estimates(linear.model, rows, samples: samples), rows.values) {
            #expect(abs(estimate.logLikelihood - linear.logLikelihood(x)) < 1e-4)
            #expect(abs(estimate.diagnostics[0] / Double(samples) - 1) < 1e-6)
            #expect(samples == 1 ? estimate.standardError.isNaN : estimate.standardError < 1e-4)
        }
    }

    @Test func `a wrong posterior is corrected within the error`() throws {
        let linear = try LinearGaussian<Float>(scales: [2, 1], sigma: 0.5)
        linear.spoilEncoder(meanShift: 0.2, logVarianceShift: 0.7)
        let rows = linear.sample(40, seed: 1)
        for (estimate, x) in zip(estimates(linear.model, rows, samples: 5000), rows.values) {
            #expect(
                abs(estimate.logLikelihood - linear.logLikelihood(x)) < 4.5 * estimate.standardError)
            #expect((500...4900).contains(estimate.diagnostics[0]))
        }
    }

    /// ELBO ≤ L₅ ≤ L₅₀ ≤ L₅₀₀₀ ≤ log p(x) in the mean (Burda, Grosse & Salakhutdinov 2015, theorem 1).
    @Test(arguments: [1, 2]) func `bounds are ordered`(latent: Int) throws {
        let (model, rows) = try trainedModel(latent: latent, count: 300)
        let bounds = [1, 5, 50, 5000].map { samples in
            estimates(model, rows, samples: samples).map(\.logLikelihood)
        }
        let packed = PackedModel(model, training: false)
        let exact = mapEncoded(packed, rows, Quadrature(packed).estimate).map(\.logLikelihood)
        for (lower, upper) in zip(bounds, bounds.dropFirst() + [exact]) {
            var difference = Moments()
            for (a, b) in zip(lower, upper) { difference.add(b - a) }
            #expect(difference.mean > -3 * difference.standardError)
        }
        var tightened = Moments()
        for (a, b) in zip(bounds[0], exact) { tightened.add(b - a) }
        #expect(tightened.mean > 0.01)
    }

    @Test(arguments: [3, 200, 5000]) func `threads and batches change nothing`(samples: Int) throws {
        let model = try tanhModel(latent: 3)
        let rows = SimulatedRows(model, count: 7).rows
        let all = estimates(model, rows, samples: samples, threads: 1)
        for (threads, cut) in [(2, 7), (2, 3), (1, 1)] {
            let others = estimates(model, rows, samples: samples, threads: threads, cut: cut)
            #expect(others.map(\.logLikelihood) == all.map(\.logLikelihood))
            #expect(others.map(\.standardError) == all.map(\.standardError))
        }
    }

    @Test func `a million samples give the exact value`() throws {
        let linear = try LinearGaussian<Float>(scales: [2], sigma: 0.5)
        linear.spoilEncoder(meanShift: 0.1, logVarianceShift: 0.3)
        let rows = linear.sample(1, seed: 1)
        let estimate = estimates(linear.model, rows, samples: 1_000_000)[0]
        #expect(estimate.standardError < 1e-3)
        #expect(abs(estimate.logLikelihood - linear.logLikelihood(rows.values[0])) < 4.5e-3)
    }

    /// Logits in the thousands, and a posterior whose deviation is bounded at e⁻¹⁰ or e¹⁰.
    @Test(arguments: [-1e4, 1e4] as [Float], [-100, 100] as [Float])
    func `extremes stay finite`(bias: Float, logVariance: Float) throws {
        let model = try tanhModel(latent: 2)
        let decoderBias = model.decoder.layers.last!.bias(in: model.parameters)
        for d in 0..<12 { decoderBias[d] = bias }
        let encoderBias = model.encoder.layers.last!.bias(in: model.parameters)
        for j in 2..<4 { encoderBias[j] = logVariance }
        let ones = Rows([[Float](repeating: bias > 0 ? 1 : 0, count: 12)])
        let opposite = Rows([[Float](repeating: bias > 0 ? 0 : 1, count: 12)])
        for (rows, expected) in [(ones, 0.0), (opposite, -12e4)] {
            for samples in [1, 1000] {
                let estimate = estimates(model, rows, samples: samples)[0]
                #expect(estimate.logLikelihood.isFinite)
                // A posterior that does not cover the prior bounds log p(x) from below, but loosely.
                #expect(estimate.logLikelihood < expected + 50)
                #expect(samples == 1 || estimate.standardError.isFinite)
            }
            let packed = PackedModel(model, training: true)
            let exact = mapEncoded(packed, rows, Quadrature(packed).estimate)[0]
            #expect(abs(exact.logLikelihood - expected) < 60)
            let annealed = AnnealedImportanceSampler(
                packed, distributions: 20, schedule: .sigmoid, chains: 4, leapfrogSteps: 2, seed: 1)
            #expect(mapEncoded(packed, rows, annealed.estimate)[0].logLikelihood.isFinite)
        }
    }

    @Test(.enabled(if: Precision.bfloat16.isAvailable, "skipped: this processor has no bfloat16"))
    func `bfloat16 is near float32`() throws {
        let model = try tanhModel(latent: 3, dimensions: 40)
        let rows = SimulatedRows(model, count: 50).rows
        let exact = estimates(model, rows, samples: 200)
        for (a, b) in zip(estimates(model, rows, samples: 200, precision: .bfloat16), exact) {
            #expect(abs(a.logLikelihood - b.logLikelihood) < 0.2)
        }
    }
}
