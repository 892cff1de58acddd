import Compute
import Foundation
import Tensors
import Testing

@testable import Distributions
@testable import VAE

private func estimator(_ name: String, _ packed: PackedModel<Float>, effort: Int) -> any LikelihoodEstimator {
    switch name {
    case "is": ImportanceSampler(packed, samples: effort, seed: 1)
    case "smoothed": ImportanceSampler(packed, samples: effort, smooths: true, seed: 1)
    case "ais":
        AnnealedImportanceSampler(
            packed, distributions: effort, schedule: .sigmoid, chains: 16, leapfrogSteps: 5, seed: 1)
    default:
        HamiltonianEstimator(
            packed, samples: effort, density: .full, chains: 16, warmUp: 100, leapfrogSteps: 5,
            targetAcceptance: 0.9, seed: 1)
    }
}

/// A linear Gaussian model of five latent dimensions with some encoder, rows that it drew, and their log p(x).
private func linear(
    _ meanShift: Double, _ logVarianceShift: Double, rows count: Int, sigma: Double = 0.5
) throws -> (packed: PackedModel<Float>, rows: Rows, exact: [Double]) {
    let linear = try LinearGaussian<Float>(scales: [3, 2, 1.5, 1, 0.5], sigma: sigma)
    linear.spoilEncoder(meanShift: meanShift, logVarianceShift: logVarianceShift)
    let rows = linear.sample(count, seed: 3)
    return (PackedModel(linear.model, training: true), rows, rows.values.map(linear.logLikelihood))
}

@Suite struct ReliabilityTests {
    @Test func `limits of the shape are those of the paper`() {
        #expect(Reliability.mostParetoShape(of: 100) == 0.5)
        #expect(abs(Reliability.mostParetoShape(of: 1000) - 2.0 / 3) < 1e-12)
        #expect(Reliability.mostParetoShape(of: 100_000) == 0.7)
    }

    /// A small version of `Benchmarks/calibration.py`: z-scores of reliable estimates against closed forms and quadrature.
    @Test(arguments: [("is", 1000), ("smoothed", 1000), ("is", 300), ("ais", 200), ("ais", 40), ("hmc", 640)])
    func `errors of reliable estimates are what they say`(name: String, effort: Int) throws {
        var cases = try [(0.05, 0.2), (0.3, -1), (0.5, 3), (0, 1)].map { try linear($0.0, $0.1, rows: 30) }
        for latent in [1, 2] {
            let (model, rows) = try trainedModel(latent: latent, count: 50)
            let packed = PackedModel(model, training: true)
            let exact = mapEncoded(packed, rows, Quadrature(packed).estimate).map(\.logLikelihood)
            cases.append((packed, rows, exact))
        }
        var (scores, reliableOfGood, good) = ([Double](), 0, 0)
        for (index, (packed, rows, exact)) in cases.enumerated() {
            let estimates = mapEncoded(packed, rows, estimator(name, packed, effort: effort).estimate)
            for (estimate, exact) in zip(estimates, exact) where estimate.isReliable {
                scores.append((estimate.logLikelihood - exact) / estimate.standardError)
            }
            guard index == 0 || index > 3 else { continue }
            good += estimates.count
            reliableOfGood += estimates.count(where: \.isReliable)
        }
        let deviation = (scores.reduce(0) { $0 + $1 * $1 } / Double(scores.count)).squareRoot()
        let beyond = Double(scores.count { abs($0) > 3 }) / Double(scores.count)
        #expect((0.75...1.2).contains(deviation), "\(scores.count) scores")
        #expect(beyond < 0.02)
        if effort >= 150 { #expect(Double(reliableOfGood) / Double(good) >= 0.8) }
    }

    /// Encoders that do not reach p(z|x): the errors that were claimed once were below 1.
    @Test(arguments: ["is", "smoothed"], [(3.0, -2.0), (0, -4), (2, 0), (1, -1)])
    func `encoders that miss the posterior are told`(name: String, shift: (Double, Double)) throws {
        let (packed, rows, exact) = try linear(shift.0, shift.1, rows: 30, sigma: 0.2)
        let estimates = mapEncoded(packed, rows, estimator(name, packed, effort: 1000).estimate)
        for (estimate, exact) in zip(estimates, exact) where abs(estimate.logLikelihood - exact) > 1 {
            #expect(!estimate.isReliable, "\(estimate), \(exact)")
        }
        #expect(estimates.count(where: \.isReliable) <= 1)
    }

    /// b = 1 − e^−1.5 whatever the draws of the tail.
    @Test func `the narrowness is that of Gaussians`() throws {
        let (packed, rows, _) = try linear(0, -1.5, rows: 20)
        for estimate in mapEncoded(packed, rows, estimator("is", packed, effort: 1000).estimate) {
            #expect(abs(estimate.diagnostics[2] - (1 - exp(-1.5))) < 0.35 && !estimate.isReliable)
        }
        let (good, same, _) = try linear(0, 0, rows: 20)
        for estimate in mapEncoded(good, same, estimator("is", good, effort: 1000).estimate) {
            #expect(abs(estimate.diagnostics[2]) < 1e-3 && estimate.isReliable)
        }
    }

    @Test func `few distributions and few draws are told`() throws {
        let (packed, rows, _) = try linear(0.1, 0.2, rows: 10, sigma: 0.05)
        for (name, effort) in [("ais", 5), ("is", 24), ("hmc", 16)] {
            for estimate in mapEncoded(packed, rows, estimator(name, packed, effort: effort).estimate) {
                #expect(!estimate.isReliable, "\(name)")
            }
        }
    }

    /// Chains start far from where they belong, or where nothing is: the estimate is right all the same, or says so.
    @Test(arguments: [(50.0, 0.0), (-20, -10), (0, 15), (1e4, 20)])
    func `chains arrive from encoders far off`(meanShift: Double, logVarianceShift: Double) throws {
        let (packed, rows, exact) = try linear(meanShift, logVarianceShift, rows: 8, sigma: 0.1)
        let estimates = mapEncoded(packed, rows, estimator("hmc", packed, effort: 800).estimate)
        for (estimate, exact) in zip(estimates, exact) {
            #expect(abs(estimate.logLikelihood - exact) < 1, "\(estimate), \(exact)")
        }
        #expect(estimates.count(where: \.isReliable) >= 6)
    }

    /// log p(x|z) depends on |z| only, near enough: modes at ±2, apart from each other.
    @Test func `two modes are told`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([16]), latent: 1, hidden: [], decoderHidden: [2], activation: .relu,
                likelihood: .gaussianFixed, sigma: 0.2))
        let (first, last) = (model.decoder.layers[0], model.decoder.layers[1])
        for (unit, sign) in [(0, Float(1)), (1, -1)] {
            first.weight(in: model.parameters).row(unit)[0] = sign
            for d in 0..<16 { last.weight(in: model.parameters).row(d)[unit] = 1 }
        }
        let packed = PackedModel(model, training: true)
        let rows = Rows([[Float]](repeating: [Float](repeating: 2, count: 16), count: 4))
        for estimate in mapEncoded(packed, rows, estimator("hmc", packed, effort: 640).estimate) {
            #expect(!estimate.isReliable && estimate.diagnostics[2] > 1.1, "\(estimate)")
        }
    }
}

@Suite struct ScaleReductionTests {
    @Test func `sequences of the same kind have one of 1`() {
        let same = [Moments](repeating: Moments(of: [1, 2, 3, 4]), count: 5)
        #expect(scaleReduction(same) == 1)
        #expect(scaleReduction([Moments](repeating: Moments(of: [7, 7]), count: 3)) == 1)
    }

    /// W = 1.25, B = 50.
    @Test func `sequences apart have more`() {
        let apart = scaleReduction([Moments(of: [1, 2, 3, 4]), Moments(of: [11, 12, 13, 14])])
        #expect(abs(apart - (1 + 50 / 1.25).squareRoot()) < 1e-12)
        #expect(scaleReduction([Moments(of: [1, 1]), Moments(of: [2, 2])]) == .infinity)
        #expect(scaleReduction([Moments(of: [1, .nan]), Moments(of: [2, 2])]) == .infinity)
    }
}
