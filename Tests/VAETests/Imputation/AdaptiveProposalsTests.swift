import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

/// What importance sampling around modes is made of.
@Suite struct AdaptiveProposalsTests {
    /// Newton's method finds the posterior of a linear model in one step, whatever is missing.
    @Test(arguments: [Float(0), 0.5]) func `the mode of a Gaussian posterior is its mean`(missing: Float)
        throws
    {
        let linear = try LinearGaussian<Float>(scales: [2, 1, 0.5], sigma: 0.6)
        let packed = PackedModel(linear.model, training: true)
        let rows = linear.sample(4, seed: 3).withHoles(missing)
        let modes = mapEncoded(packed, rows) { rows, _ in
            (0..<rows.count).map { row in
                let density = JointDensity(packed)
                density.begin(rows[row..<row + 1].data)
                return PosteriorMode(of: density, from: [3, -3, 1])
            }
        }
        for (row, mode) in zip(rows.values, modes) {
            let mode = try #require(mode)
            let (precision, slope) = posterior(of: linear, row)
            for i in 0..<3 {
                // P m = s.
                let product = dot(precision[i], mode.point)
                #expect(abs(product - slope[i]) < 1e-2 * (1 + abs(slope[i])))
                // P C Cᵀ = 1.
                for j in 0..<3 {
                    let covariance = (0..<3).map { k in dot(factorRow(mode, j), factorRow(mode, k)) }
                    let expected: Double = i == j ? 1 : 0
                    #expect(abs(dot(precision[i], covariance) - expected) < 1e-2)
                }
            }
        }
        guard missing == 0 else { return }
        // But for a constant that is the same of all rows.
        for index in 1..<4 {
            let exact = linear.logLikelihood(rows.values[index]) - linear.logLikelihood(rows.values[0])
            let found = modes[index]!.logEvidence - modes[0]!.logEvidence
            #expect(abs(found - exact) < 0.02)
        }
    }

    private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

    private func factorRow(_ mode: PosteriorMode, _ row: Int) -> [Double] {
        Array(mode.factor[3 * row..<3 * row + row + 1]) + [Double](repeating: 0, count: 2 - row)
    }

    /// P = 1 + Wᵀ W / σ² over what is observed of x, and Wᵀ (x − b) / σ².
    private func posterior(
        of linear: LinearGaussian<Float>, _ x: [Float]
    ) -> (precision: [[Double]], slope: [Double]) {
        let weight = linear.model.decoder.layers[0].weight(in: linear.model.parameters)
        let bias = linear.model.decoder.layers[0].bias(in: linear.model.parameters)
        var precision: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        var slope: [Double] = [0, 0, 0]
        for (d, x) in x.enumerated() where !x.isNaN {
            let w = weight.row(d).map { Double($0) }
            let rest = Double(x - bias[d]) / linear.variance
            for i in 0..<3 {
                slope[i] += w[i] * rest
                for j in 0..<3 { precision[i][j] += w[i] * w[j] / linear.variance }
            }
        }
        return (precision, slope)
    }

    /// Draws are of the density that the mixture has: the weights of a target are right in the mean.
    @Test func `draws and densities of a mixture agree, before and after it is fitted`() {
        func logTarget(_ x: Double, _ y: Double) -> Double {
            -log(Double.pi) - (x - 0.5) * (x - 0.5) / 2 - (y + 0.2) * (y + 0.2) / (2 * 0.25)
        }
        var mixture = ProposalMixture([
            PosteriorMode(point: [0, 0], value: 0, factor: [1, 0, 0.3, 0.7]),
            PosteriorMode(point: [1.5, -1], value: 0, factor: [0.8, 0, 0, 0.9]),
        ])
        let (noise, count) = (Noise(seed: 5, purpose: .adaptation), 20_000)
        var sizes: [Double] = []
        for round in 0..<3 {
            let points = mixture.draw(
                [Float](rows: count, columns: 2) { noise.fillNormal($0, row: round * count) })
            let logWeights = zip(mixture.logDensities(points), 0..<count).map { density, draw in
                logTarget(points[2 * draw], points[2 * draw + 1]) - density
            }
            var weights = Moments()
            for weight in logWeights { weights.add(exp(weight)) }
            #expect(abs(weights.mean - 1) < 5 * weights.standardDeviation / Double(count).squareRoot())
            sizes.append(Double(count) / (1 + weights.populationVariance / (weights.mean * weights.mean)))
            mixture.fit(points, logWeights: logWeights)
        }
        #expect(sizes[1] > sizes[0] && sizes[2] > 0.9 * Double(count), "\(sizes)")
    }
}
