import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

/// Where p(x|y) is known.
@Suite struct RestorerTests {
    /// What is seen of 4 × 2 numbers, as the matrix A.
    enum Seeing: CaseIterable {
        case all, rows, pooled, blurred

        func observation(_ model: VariationalAutoencoder<Float>, deviation: Double) -> any Observation {
            switch self {
            case .all: BlockObservation(model, blocks: Array(0..<8), count: 8, deviation: deviation)
            case .rows:
                BlockObservation(model, blocks: [0, 1, 2, 3, -1, -1, -1, -1], count: 8, deviation: deviation)
            case .pooled:
                BlockObservation(model, blocks: [0, 0, 0, 0, 1, 1, 1, 1], count: 2, deviation: deviation)
            case .blurred:
                BlurObservation(
                    model, height: 4, width: 2, channels: 1, radius: 0.8, deviation: deviation)
            }
        }

        var map: [[Double]] {
            switch self {
            case .all: (0..<8).map { i in (0..<8).map { $0 == i ? 1 : 0 } }
            case .rows: (0..<4).map { i in (0..<8).map { $0 == i ? 1 : 0 } }
            case .pooled: (0..<2).map { i in (0..<8).map { $0 / 4 == i ? 0.25 : 0 } }
            case .blurred:
                (0..<4).flatMap { i in
                    (0..<2).map { j in
                        (0..<4).flatMap { k in
                            (0..<2).map { l in Self.line(4, 0.8)[i][k] * Self.line(2, 0.8)[j][l] }
                        }
                    }
                }
            }
        }

        /// Weights e^(−k² / 2R²) out to 3 pixels, for R = 0.8, with mirror images of the line.
        private static func line(_ size: Int, _ radius: Double) -> [[Double]] {
            (0..<size).map { i in
                var row = [Double](repeating: 0, count: size)
                for k in -3...3 {
                    var place = i + k
                    while place < 0 || place >= size { place = place < 0 ? -1 - place : 2 * size - 1 - place }
                    row[place] += exp(-Double(k * k) / (2 * radius * radius))
                }
                let total = row.reduce(0, +)
                return row.map { $0 / total }
            }
        }

        /// y of x and of noise, M numbers.
        func see(_ x: [Float], noise: [Float], deviation: Double) -> [Double] {
            let y = map.enumerated().map { i, row in
                zip(row, x).reduce(deviation * Double(noise[i])) { $0 + $1.0 * Double($1.1) }
            }
            return y + [Double](repeating: 7, count: self == .rows ? 4 : 0)
        }
    }

    private let deviation = 0.4

    private func linear(shared: Bool) throws -> LinearGaussian<Float> {
        try LinearGaussian<Float>(
            scales: [2, 1], sigma: 0.6, shared: shared,
            standardization: shared ? nil : LinearGaussianTests.units)
    }

    private func seen(_ linear: LinearGaussian<Float>, _ seeing: Seeing, count: Int) -> [[Double]] {
        let noise = Rows(count: count, columns: 8, seed: 77, normal: true)
        return zip(linear.sample(count, seed: 3).values, noise.values).map {
            seeing.see($0, noise: $1, deviation: deviation)
        }
    }

    private func restore(
        _ model: VariationalAutoencoder<Float>, _ observation: any Observation, _ y: [[Double]],
        _ output: ImputationOutput, transitions: Int = 200, threads: Int = 2
    ) -> [RestoredRow] {
        let restorer = Restorer(
            PackedModel(model, training: true), observation, output, transitions: transitions, chains: 16,
            leapfrogSteps: 5, targetAcceptance: 0.9, seed: 1)
        return restorer.restore(y, row: 0, Workers(threads: threads))
    }

    @Test(arguments: Seeing.allCases, [false, true])
    func `means and deviations are those of the posterior`(seeing: Seeing, shared: Bool) throws {
        let linear = try linear(shared: shared)
        let y = seen(linear, seeing, count: 4)
        let observation = seeing.observation(linear.model, deviation: deviation)
        for (y, found) in zip(y, restore(linear.model, observation, y, .meanAndDeviation)) {
            let exact = SeenGaussian(
                linear, y: Array(y.prefix(seeing.map.count)), map: seeing.map, deviation: deviation)
            #expect(found.isReliable)
            for d in 0..<8 {
                let deviation = exact.covariance[d][d].squareRoot()
                #expect(
                    abs(found.values[d] - exact.means[d]) < 5 * deviation / 200.0.squareRoot(),
                    "\(seeing) \(d): \(found.values[d]), exactly \(exact.means[d]) ± \(deviation)")
                #expect(abs(found.values[8 + d] / deviation - 1) < 0.2, "\(seeing) \(d)")
            }
        }
    }

    @Test(arguments: Seeing.allCases)
    func `draws have the covariance of the posterior`(seeing: Seeing) throws {
        let linear = try linear(shared: true)
        let (y, count) = (seen(linear, seeing, count: 1), 3000)
        let observation = seeing.observation(linear.model, deviation: deviation)
        let values = restore(linear.model, observation, y, .draws(count))[0].values
        let exact = SeenGaussian(
            linear, y: Array(y[0].prefix(seeing.map.count)), map: seeing.map, deviation: deviation)
        for d in 0..<8 {
            for e in 0...d {
                var moments = Moments()
                for draw in 0..<count {
                    moments.add(
                        (values[8 * draw + d] - exact.means[d]) * (values[8 * draw + e] - exact.means[e]))
                }
                let scale = (exact.covariance[d][d] * exact.covariance[e][e]).squareRoot()
                #expect(abs(moments.mean - exact.covariance[d][e]) < 0.3 * scale, "\(seeing) \(d) \(e)")
            }
        }
    }

    @Test func `a row depends on nothing but itself, and what was not seen is missing`() throws {
        let linear = try linear(shared: false)
        var y = seen(linear, .all, count: 5)
        for d in 0..<8 where d % 2 == 1 { y[1][d] = .nan }
        y[2] = [Double](repeating: .nan, count: 8)
        let observation = Seeing.all.observation(linear.model, deviation: 0.01)
        let all = restore(linear.model, observation, y, .mean, transitions: 30)
        #expect(
            restore(linear.model, observation, y, .mean, transitions: 30, threads: 1).map(\.values)
                == all.map(\.values))
        let holes = y[1].map { Float($0) }
        let exact = linear.conditional(holes)
        for (index, d) in exact.missing.enumerated() {
            #expect(
                abs(all[1].values[d] - exact.means[index]) < 0.4 * exact.covariance[index][index].squareRoot()
            )
        }
        for d in stride(from: 0, to: 8, by: 2) { #expect(abs(all[1].values[d] - y[1][d]) < 0.05) }
    }
}
