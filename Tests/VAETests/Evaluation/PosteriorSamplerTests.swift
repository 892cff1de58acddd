import Compute
import Foundation
import Testing

@testable import Distributions
@testable import VAE

@Suite struct DrawSelectionTests {
    private func places(_ draws: Int, chains: Int, transitions: Int, row: Int = 0) -> [[Int]] {
        let selection = DrawSelection(draws: draws, chains: chains, transitions: transitions)
        var places = [[Int]](repeating: [], count: draws)
        for step in 0..<transitions {
            for (draw, chain) in selection.draws(at: step, row: row) { places[draw] = [step, chain] }
        }
        return places
    }

    @Test func `draws are spread over chains and transitions`() {
        #expect(places(5, chains: 2, transitions: 9) == [[2, 0], [2, 1], [5, 0], [5, 1], [8, 0]])
        #expect(places(0, chains: 2, transitions: 9) == [])
        #expect(Set(places(18, chains: 2, transitions: 9, row: 7)).count == 18)
    }

    @Test func `single draws of rows are of all chains`() {
        #expect(
            (0..<4).map { places(1, chains: 3, transitions: 9, row: $0) } == [0, 1, 2, 0].map { [[8, $0]] })
    }
}

@Suite struct PosteriorSamplerTests {
    private static let chains = 16

    private func sampler(_ packed: PackedModel<Float>, transitions: Int) -> PosteriorSampler {
        PosteriorSampler(
            packed, chains: Self.chains, transitions: transitions, warmUp: 60, leapfrogSteps: 8,
            targetAcceptance: 0.9, seed: 1)
    }

    /// The mean over draws of `quantity` with the error that its means over chains tell.
    private func mean(_ draws: [Float], latent: Int, _ quantity: (ArraySlice<Float>) -> Double) -> Moments {
        var means = [Moments](repeating: Moments(), count: Self.chains)
        for draw in 0..<draws.count / latent {
            means[draw % Self.chains].add(quantity(draws[draw * latent..<(draw + 1) * latent]))
        }
        return Moments(of: means.map(\.mean))
    }

    @Test func `draws of linear models have the exact means and covariances`() throws {
        let linear = try LinearGaussian<Float>(
            scales: [3, 0.5], sigma: 0.5, standardization: LinearGaussianTests.units)
        let rows = linear.sample(12, seed: 3)
        let exact = mapEncoded(PackedModel(linear.model, training: false), rows) { rows, _ in
            (0..<rows.count).map { row in
                [Float](rows: 1, columns: 4) { rows.copyParameters(of: row, to: $0.elements) }.map(
                    Double.init)
            }
        }
        linear.spoilEncoder(meanShift: 0.2, logVarianceShift: 0.5)
        let packed = PackedModel(linear.model, training: true)
        let sampler = sampler(packed, transitions: 200)
        let draws = mapEncoded(packed, rows) { sampler.sample($0, draws: 200 * Self.chains, $1) }
        var deviations = Moments()
        func compare(_ moments: Moments, _ expected: Double) {
            let deviation = (moments.mean - expected) / moments.standardError
            #expect(abs(deviation) < 5)
            deviations.add(deviation * deviation)
        }
        for (draws, exact) in zip(draws, exact) {
            let centers = exact.prefix(2)
            #expect(draws.isReliable && abs(draws.acceptance - 0.9) < 0.08)
            for a in 0..<2 {
                let mean = mean(draws.latents, latent: 2) { Double($0[$0.startIndex + a]) }
                compare(mean, centers[a])
                #expect(abs(mean.mean - Double(draws.means[a])) < 1e-5)
                for b in a..<2 {
                    let covariance = self.mean(draws.latents, latent: 2) { z in
                        [a, b].reduce(1) { $0 * (Double(z[z.startIndex + $1]) - centers[$1]) }
                    }
                    compare(covariance, a == b ? exp(exact[2 + a]) : 0)
                }
            }
        }
        // Squares of Student's t with 15 degrees of freedom have the mean 15 / 13.
        #expect(abs(deviations.mean - 15.0 / 13) < 4 * deviations.standardError)
    }

    @Test(arguments: FamilyCase.supports.prefix(3))
    func `draws in one dimension have the moments of quadrature`(family: FamilyCase) throws {
        let model = try family.model()
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 6).rows
        let sampler = sampler(packed, transitions: 200)
        let exact = try (1...2).map { power in
            try family.expectations(model, rows, of: { pow(Double($0[0]), Double(power)) })
        }
        for (row, draws) in mapEncoded(packed, rows, { sampler.sample($0, draws: 3200, $1) }).enumerated() {
            #expect(draws.isReliable)
            for power in 1...2 {
                let moments = mean(draws.latents, latent: 1) { pow(Double($0[$0.startIndex]), Double(power)) }
                let difference = moments.mean - exact[power - 1][row]
                #expect(abs(difference) < 5 * moments.standardError + 1e-3)
            }
        }
    }

    @Test(arguments: FamilyCase.supports.suffix(4))
    func `threads and batches do not matter`(family: FamilyCase) throws {
        let model = try family.model()
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 11).rows
        let sampler = sampler(packed, transitions: 6)
        func numbers(threads: Int, cut: Int? = nil) -> [[Float]] {
            mapEncoded(packed, rows, threads: threads, cut: cut) { sampler.sample($0, draws: 5, $1) }
                .map { $0.latents + $0.means + [Float($0.scaleReduction), Float($0.acceptance)] }
        }
        let whole = numbers(threads: 1)
        #expect(whole.map(\.count) == Array(repeating: 6 * family.latent + 2, count: 11))
        for (threads, cut) in [(2, 11), (1, 3), (2, 4)] {
            #expect(numbers(threads: threads, cut: cut) == whole)
        }
    }

    /// Chains that have hardly moved from their starts.
    @Test func `chains that differ are told`() throws {
        let model = try FamilyCase("laplace", "laplace", [0.5, 1.5], latent: 2).model()
        let packed = PackedModel(model, training: true)
        let rows = SimulatedRows(model, count: 4).rows
        let sampler = PosteriorSampler(
            packed, chains: 4, transitions: 2, warmUp: 0, leapfrogSteps: 1, targetAcceptance: 0.9, seed: 1)
        let draws = mapEncoded(packed, rows) { sampler.sample($0, draws: 0, $1) }
        #expect(draws.allSatisfy { !$0.isReliable && $0.latents.isEmpty && $0.means.count == 2 })
    }
}
