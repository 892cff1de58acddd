import Compute
import Foundation
import Testing

@testable import Distributions
@testable import VAE

/// Posteriors without data, N × 2J.
private struct Posteriors {
    let latent: Int
    private let count: Int
    private let memory: [Buffer<Float>]
    private let blocks: [Panels<Float>]

    init(means: [[Float]], logVariances: [[Float]]) {
        let (count, latent) = (means.count, means[0].count)
        let memory = [means, logVariances].map { _ in
            Buffer<Float>(count: Panels<Float>.elements(rows: count, columns: latent))
        }
        blocks = zip(memory, [means, logVariances]).map { buffer, rows in
            let panels = Panels(buffer, capacity: count, columns: latent)
            for (row, values) in rows.enumerated() {
                for (j, value) in values.enumerated() { panels[row, j] = value }
            }
            return panels
        }
        (self.count, self.latent, self.memory) = (count, latent, memory)
    }

    /// One latent dimension.
    init(means: [Float], logVariance: Float) {
        self.init(means: means.map { [$0] }, logVariances: means.map { _ in [logVariance] })
    }

    /// The data of these rows is never looked at.
    func rows(_ range: Range<Int>) -> EncodedRows<Float> {
        EncodedRows(data: DataRows(blocks[0], nil), posteriors: blocks, row: 0)[range]
    }

    /// The sample of all of them, given `cut` rows at a time.
    func aggregate(capacity: Int, cut: Int = 7, seed: UInt64 = 1) -> AggregatePosterior {
        let aggregate = AggregatePosterior(latent: latent, capacity: capacity, seed: seed)
        for first in stride(from: 0, to: count, by: cut) {
            aggregate.add(rows(first..<min(first + cut, count)))
        }
        return aggregate
    }

    func terms(capacity: Int = 4096, cut: Int = 7, threads: Int = 1) -> AggregatePosterior.Terms {
        aggregate(capacity: capacity, cut: cut).estimate(Workers(threads: threads))
    }
}

private func normals(_ count: Int, seed: UInt64 = 9) -> [Float] {
    [Float](rows: count, columns: 1) { Noise(seed: seed, purpose: .likelihood).fillNormal($0, row: 0) }
}

@Suite struct AggregatePosteriorTests {
    private func isClose(_ value: Moments, _ exact: Double, slack: Double = 1e-5) -> Bool {
        abs(value.mean - exact) < 5 * (value.standardError.isNaN ? 0 : value.standardError) + slack
    }

    /// q(z) is q(z|x), whatever x is.
    @Test(arguments: [400, 4096]) func `equal posteriors tell nothing`(capacity: Int) {
        let (m, s) = ([0.5, -1, 0] as [Float], [-1, 0.5, 0] as [Float])
        let posteriors = Posteriors(
            means: Array(repeating: m, count: 1000), logVariances: Array(repeating: s, count: 1000))
        let terms = posteriors.terms(capacity: capacity)
        let exact = zip(m, s).reduce(0.0) { $0 + Double($1.0 * $1.0 + exp($1.1) - 1 - $1.1) / 2 }
        #expect(abs(terms.mutualInformation.mean) < 1e-5)
        #expect(isClose(terms.marginalDivergence, exact))
    }

    @Test func `posteriors apart tell which row it is`() {
        let terms = Posteriors(means: (0..<100).map { 100 * Float($0) }, logVariance: 0).terms()
        #expect(abs(terms.mutualInformation.mean - log(100)) < 1e-6)
        #expect(terms.mutualInformation.standardError < 1e-6)
    }

    @Test func `one row tells nothing`() {
        let terms = Posteriors(means: [2], logVariance: -1).terms()
        #expect(terms.mutualInformation.mean == 0 && terms.mutualInformation.count == 1)
    }

    /// A mixture of Gaussians on a line, integrated with steps of 0.02; the sample is all of it, or a quarter.
    @Test(arguments: [250, 1000]) func `terms agree with an integral`(capacity: Int) {
        let logVariance = Float(log(0.09))
        let means = normals(1000)
        let terms = Posteriors(means: means, logVariance: logVariance).terms(capacity: capacity)
        var (entropy, divergence) = (0.0, 0.0)
        for z in stride(from: -6, through: 6, by: 0.02) {
            let q = means.reduce(0.0) { $0 + exp(-pow(z - Double($1), 2) / 0.18) } / 1000 / sqrt(0.18 * .pi)
            guard q > 0 else { continue }
            entropy -= 0.02 * q * log(q)
            divergence += 0.02 * q * (log(q) + 0.5 * (z * z + log(2 * .pi)))
        }
        let information = entropy - 0.5 * (1 + log(2 * .pi * 0.09))
        // A quarter of the rows biases the logarithm by half the relative variance of the density.
        let slack = capacity < 1000 ? 0.02 : 1e-4
        #expect(isClose(terms.mutualInformation, information, slack: slack))
        #expect(isClose(terms.marginalDivergence, divergence, slack: slack))
    }

    /// What is in the bound: the two parts add up to the mean of the KL terms.
    @Test func `parts add up`() {
        let count = 500
        let flat = normals(count * 8, seed: 4)
        func part(_ offset: Int) -> [[Float]] {
            (0..<count).map { Array(flat[$0 * 8 + offset..<$0 * 8 + offset + 4]) }
        }
        let posteriors = Posteriors(means: part(0), logVariances: part(4))
        let terms = posteriors.terms()
        var statistics = LatentStatistics(latent: 4)
        withExtendedLifetime(posteriors) { statistics.add(posteriors.rows(0..<count)) }
        let sum = terms.mutualInformation.mean + terms.marginalDivergence.mean
        let exact = statistics.divergences.reduce(0) { $0 + $1.mean }
        #expect(abs(sum - exact) < 5 * (terms.marginalDivergence.standardError))
        #expect(terms.mutualInformation.mean > 0 && terms.marginalDivergence.mean > 0)
    }

    @Test(arguments: [20, 4096]) func `threads and batches change nothing`(capacity: Int) {
        let posteriors = Posteriors(means: normals(101), logVariance: -2)
        let whole = posteriors.terms(capacity: capacity, cut: 101)
        for (cut, threads) in [(101, 2), (1, 1), (30, 3)] {
            let other = posteriors.terms(capacity: capacity, cut: cut, threads: threads)
            #expect(other.mutualInformation.mean == whole.mutualInformation.mean)
            #expect(other.marginalDivergence.mean == whole.marginalDivergence.mean)
            #expect(other.marginalDivergence.standardError == whole.marginalDivergence.standardError)
        }
    }

    /// Each of 50 rows is among the 10 sampled a fifth of the time.
    @Test func `every row has the same chance`() {
        let posteriors = Posteriors(means: (0..<50).map(Float.init), logVariance: 0)
        var times = [Int](repeating: 0, count: 50)
        let seeds = 2000
        for seed in 0..<seeds {
            let sampled = posteriors.aggregate(capacity: 10, seed: UInt64(seed)).sampled
            #expect(Set(sampled).count == 10)
            for row in sampled { times[row] += 1 }
        }
        let deviation = (Double(seeds) * 0.2 * 0.8).squareRoot()
        for count in times { #expect(abs(Double(count) - 0.2 * Double(seeds)) < 4.5 * deviation) }
    }
}

@Suite struct LatentStatisticsTests {
    @Test func `dimensions have their closed forms`() {
        let posteriors = Posteriors(
            means: [[1, 0, 3], [-1, 0.1, 3]], logVariances: [[0, 0, 1e6], [-1, 0, 1e6]])
        var statistics = LatentStatistics(latent: 3)
        statistics.add(posteriors.rows(0..<1))
        statistics.add(posteriors.rows(1..<2))
        let second = 0.5 * (1 + exp(-1.0))
        #expect(abs(statistics.divergences[0].mean - (0.5 + second) / 2) < 1e-12)
        #expect(abs(statistics.divergences[0].standardError - abs(0.5 - second) / 2) < 1e-12)
        #expect(abs(statistics.divergences[1].mean - 0.0025) < 1e-9)
        #expect(abs(statistics.divergences[2].mean - 0.5 * (9 + exp(20.0) - 21)) < 1e-3)
        // Their variances are 2, 0.005 and 0.
        #expect(abs(statistics.means[0].variance - 2) < 1e-12 && statistics.means[2].variance == 0)
        #expect(statistics.activeUnits == 1)
    }
}
