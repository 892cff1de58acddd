import Compute
import Foundation
import Tensors
import Testing

@testable import Distributions
@testable import VAE

@Suite struct LeapfrogTests {
    private let beta = 0.7
    private let rows = 2
    private let chains = 3
    private let latent = 2
    private let data = ProductOperandBuffer<Double>(capacity: 2, columns: 6, precision: .float32)

    /// Chains of a model in double precision, about to follow their momenta.
    private func chains(stepSize: Double, steps: Int) throws -> HamiltonianMonteCarlo<Double> {
        let model = try VariationalAutoencoder<Double>(
            Architecture(shape: Shape([6]), latent: latent, hidden: [5], activation: .tanh))
        model.fillParameters(scale: 0.8)
        data.operand.values.fillUniform(seed: 2)
        let hamiltonian = HamiltonianMonteCarlo(
            PackedModel(model, training: true), capacity: rows * chains, leapfrogSteps: steps)
        let noise = Noise(seed: 4, purpose: .hamiltonian)
        hamiltonian.begin(
            DataRows(data.operand.values, nil), chains: chains,
            noise: ChainNoise(noise, row: 0, chains: chains))
        for (index, scale) in [0.5, 1, 2, 0.8].enumerated() { hamiltonian.scales.elements[index] = scale }
        hamiltonian.startFromPrior()
        hamiltonian.noise.fill(hamiltonian.momenta, with: .normal)
        hamiltonian.proposal.copy(0..<hamiltonian.count, from: hamiltonian.current)
        for chain in 0..<hamiltonian.count { hamiltonian.steps[chain] = stepSize * (1 + 0.1 * Double(chain)) }
        return hamiltonian
    }

    @Test func `momenta turned around lead back`() throws {
        let hamiltonian = try chains(stepSize: 0.3, steps: 7)
        let (start, end) = (hamiltonian.positions.elements, hamiltonian.proposal.positions(6).elements)
        let momenta = Array(hamiltonian.momenta.elements)
        hamiltonian.integrate(beta: beta)
        #expect(zip(start, end).map { abs($0 - $1) }.max()! > 0.1)
        for index in momenta.indices { hamiltonian.momenta.elements[index] *= -1 }
        hamiltonian.integrate(beta: beta)
        for (before, after) in zip(start, end) { #expect(abs(before - after) < 1e-12) }
        for (before, after) in zip(momenta, hamiltonian.momenta.elements) {
            #expect(abs(before + after) < 1e-12)
        }
    }

    /// Half the step size, a fourth of the error.
    @Test func `the error of the energy is of second order`() throws {
        func errors(stepSize: Double, steps: Int) throws -> [Double] {
            let hamiltonian = try chains(stepSize: stepSize, steps: steps)
            let before = (0..<hamiltonian.count).map { hamiltonian.energy($0, beta: beta) }
            hamiltonian.integrate(beta: beta)
            return before.enumerated().map { hamiltonian.energy($0, beta: beta) - $1 }
        }
        let coarse = try errors(stepSize: 0.02, steps: 50)
        let fine = try errors(stepSize: 0.01, steps: 100)
        for (coarse, fine) in zip(coarse, fine) {
            #expect(abs(coarse) > 1e-7)
            #expect(abs(coarse / fine - 4) < 0.1)
        }
    }
}

@Suite struct HamiltonianMonteCarloTests {
    /// A linear Gaussian model has p(z) p(x|z)^β in closed form: precision 1 + β (P − 1) and mean β P m / precision,
    /// where the posterior N(m, 1 / P) is what its encoder gives.
    @Test(arguments: [0, 0.3, 1]) func `chains have their mean and variance`(beta: Double) throws {
        let linear = try LinearGaussian<Float>(scales: [2, 0.5, 1], sigma: 0.6)
        let packed = PackedModel(linear.model, training: true)
        let (count, chains, warmUp, length) = (2, 32, 50, 300)
        _ = mapEncoded(packed, linear.sample(count, seed: 3)) { rows, _ in
            let hamiltonian = HamiltonianMonteCarlo(packed, capacity: count * chains, leapfrogSteps: 5)
            let noise = Noise(seed: 1, purpose: .hamiltonian)
            hamiltonian.begin(rows.data, chains: chains, noise: ChainNoise(noise, row: 0, chains: chains))
            hamiltonian.startFromPrior()
            var sizes = StepSizes(rows: count, target: 0.8)
            for step in 1...warmUp {
                sizes.update(
                    hamiltonian.advance(beta: beta, stepSizes: sizes.values),
                    rate: 1 / Double(step).squareRoot())
            }
            var sums = [(first: Double, second: Double)](repeating: (0, 0), count: count * chains * 3)
            var acceptance = 0.0
            for _ in 0..<length {
                acceptance += hamiltonian.advance(beta: beta, stepSizes: sizes.values)[0] / Double(length)
                for (index, z) in hamiltonian.positions.elements.enumerated() {
                    sums[index].first += Double(z) / Double(length)
                    sums[index].second += Double(z) * Double(z) / Double(length)
                }
            }
            #expect(abs(acceptance - 0.8) < 0.1)
            for row in 0..<count {
                for j in 0..<3 {
                    let (m, s) = (
                        Double(rows.posteriors[0][row, j]), Double(rows.posteriors[1][row, j])
                    )
                    let precision = 1 + beta * (exp(-s) - 1)
                    let mean = beta * exp(-s) * m / precision
                    var (first, second) = (Moments(), Moments())
                    for chain in row * chains..<(row + 1) * chains {
                        first.add(sums[chain * 3 + j].first)
                        second.add(sums[chain * 3 + j].second)
                    }
                    #expect(abs(first.mean - mean) < 4 * first.standardError)
                    #expect(first.standardError < 0.05)
                    #expect(abs(second.mean - mean * mean - 1 / precision) < 4 * second.standardError)
                    #expect(second.standardError < 0.1)
                }
            }
            return [0]
        }
    }

    @Test func `no number is drawn twice`() {
        var noise = ChainNoise(Noise(seed: 1, purpose: .hamiltonian), row: 5, chains: 2)
        var seen = Set<Float>()
        for _ in 0..<10 {
            withScratch(Float.self, rows: 4, columns: 5) {
                noise.fill($0, with: .normal)
                seen.formUnion($0.elements)
            }
            withScratch(Float.self, rows: 2, columns: 6) {
                noise.fillUniform($0)
                seen.formUnion($0.elements)
            }
        }
        #expect(seen.count == 10 * (4 * 5 + 2 * 6))
    }
}
